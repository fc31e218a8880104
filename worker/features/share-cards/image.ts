import type { Deps } from "../../env.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { canonicalJson, sha256Hex } from "../../kernel/crypto.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { PublicDraft } from "./contract.ts";
import { DRAWING_VERSION, type DrawnCard } from "./render/card.ts";
import { assetFonts } from "./render/fonts.ts";
import { renderCard } from "./render/worker.ts";

/** Time for a card, fonts included. What takes long is fetching fonts; the drawing itself is bounded by its text. */
export const CARD_MS_MAX = 5 * SECOND_MS;
export const CARD_BYTES_MAX = 1024 * 1024;
export const CARD_AGE_SECONDS = 300;

/** Tag of a card's picture: everything that is drawn, and nothing that is not (such as the exact second). */
export function cardTag({ card, ring }: PublicDraft): string {
  const { generated_at: _time, ...drawn } = card;
  return `"${sha256Hex(canonicalJson({ drawn, ring, version: DRAWING_VERSION })).slice(0, 32)}"`;
}

/** Draws the card within its time and size, or fails with `card_failed`. */
export async function drawPublicCard(deps: Deps, { card, ring }: PublicDraft): Promise<Result<DrawnCard>> {
  const failed = (reason: string) => {
    deps.log.error("card_failed", { reason });
    return fail("card_failed", "The card could not be drawn just now. Try again shortly.", { retryAfter: 5 });
  };
  try {
    const drawn = await within(CARD_MS_MAX, renderCard(card, ring, assetFonts(deps.assets, deps.log)));
    if (drawn === null) return failed("time");
    return drawn.png.byteLength <= CARD_BYTES_MAX ? ok(drawn) : failed("size");
  } catch (error) {
    return failed(error instanceof Error ? error.name : "unknown");
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}
