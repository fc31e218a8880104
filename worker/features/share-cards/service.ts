import type { Deps } from "../../env.ts";
import { readNow } from "../../kernel/now.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { draftFacts } from "../room/service.ts";
import type { PublicDraft, ShareCard } from "./contract.ts";
import { privateCard, shareCard } from "./domain.ts";
import { cardRing } from "./domain-ring.ts";

interface CardQuery {
  /** RFC 3339; default: the current time. Neither in the future nor before the draft. */
  now?: string | undefined;
}

/**
 * What strangers may see of a draft. An id that was never a draft is not found; a private draft answers with the
 * neutral card, so that a link sent to a friend says "private" rather than "broken". That tells whoever already
 * holds the id (122 random or derived bits, never listed) that it exists, and nothing else: not its title, its
 * people, nor when it began. What is private now is private for every `now`, and so is a time before sharing.
 */
export async function readPublicDraft(
  deps: Deps,
  draftId: string,
  query: CardQuery,
): Promise<Result<PublicDraft>> {
  const current = deps.clock.now();
  const latest = await draftFacts(deps, draftId, current);
  if (latest === null) return fail("draft_not_found", "There is no draft at this address.");
  const bounds = latest.sharing ? { min: latest.createdAt } : {};
  const now = readNow(query, { current, max: current, ...bounds });
  if (!now.ok) return now;
  const facts = now.value === current ? latest : await draftFacts(deps, draftId, now.value);
  if (!latest.sharing || !facts?.sharing) return ok(hidden(now.value));
  return ok({ card: shareCard(facts, now.value), ring: cardRing(facts, now.value), seq: facts.seq });
}

/** The card alone, as data, for anybody; see `readPublicDraft`. */
export async function readShareCard(
  deps: Deps,
  draftId: string,
  query: CardQuery,
): Promise<Result<ShareCard>> {
  const found = await readPublicDraft(deps, draftId, query);
  return found.ok ? ok(found.value.card) : found;
}

/** The same for every private draft; even the number of its newest event stays inside. */
function hidden(now: number): PublicDraft {
  return { card: privateCard(now), ring: { seats: [], waiting: [], more: 0, leaseSixtieths: null }, seq: 0 };
}
