import * as z from "zod";
import type { Deps } from "../../env.ts";
import type { AppContext } from "../../kernel/http.ts";
import { nowQuery } from "../../kernel/now.ts";
import type { Result } from "../../kernel/result.ts";
import { route } from "../../kernel/route.ts";
import { id } from "../room/contract.ts";
import { shareCard } from "./contract.ts";
import { CARD_AGE_SECONDS, cardTag, drawPublicCard } from "./image.ts";
import { readPublicDraft, readShareCard } from "./service.ts";

const tag = "Cards";

const imageParams = z.object({
  file: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.png$/, "Not the name of a card")
    .meta({ description: "Id of the draft, followed by `.png`" }),
});

const imageQuery = nowQuery.extend({
  v: z
    .string()
    .max(20)
    .optional()
    .meta({ description: "Number of the newest event: a changed draft has a new address" }),
});

export const cardRoutes = [
  route(
    {
      id: "getShareCard",
      method: "get",
      path: "/v1/drafts/:id/share-card",
      tag,
      summary: "The public face of a draft, as data; neutral while sharing is off",
      access: "public",
      params: z.object({ id }),
      query: nowQuery,
      answer: { status: 200, schema: shareCard, description: "The card" },
    },
    ({ deps, params, query }) => readShareCard(deps, params.id, query),
  ),
  route(
    {
      id: "getShareCardImage",
      method: "get",
      path: "/cards/drafts/:file",
      tag,
      summary: "The public face of a draft, as a picture of 1200×630",
      access: "public",
      params: imageParams,
      query: imageQuery,
      answer: { status: 200, media: "image/png", description: "The card" },
    },
    ({ deps, params, query, c }) => answerImage(deps, c, params.file.slice(0, -".png".length), query.now),
  ),
] as const;

/**
 * The picture, from the edge cache when the same card was drawn before. The cache is keyed by the card's content,
 * so switching sharing off takes effect at once here, whatever `v` says.
 */
async function answerImage(
  deps: Deps,
  c: AppContext,
  draftId: string,
  now: string | undefined,
): Promise<Result<null> | Response> {
  const found = await readPublicDraft(deps, draftId, { now });
  if (!found.ok) return found;
  const etag = cardTag(found.value);
  if (matches(c.req.header("if-none-match"), etag))
    return new Response(null, { status: 304, headers: headersFor(etag) });
  const cacheKey = new Request(new URL(`/cards/drawn/${etag.slice(1, -1)}.png`, c.req.url));
  const kept = await edgeCache()?.match(cacheKey);
  if (kept) return new Response(kept.body, kept);
  const drawn = await drawPublicCard(deps, found.value);
  if (!drawn.ok) return drawn;
  if (!drawn.value.complete)
    return new Response(drawn.value.png, { headers: { ...PNG, "cache-control": "no-store" } });
  const response = new Response(drawn.value.png, { headers: headersFor(etag) });
  keep(c, cacheKey, response.clone());
  return response;
}

const PNG = { "content-type": "image/png", "cross-origin-resource-policy": "cross-origin" };

function headersFor(etag: string): Record<string, string> {
  return { ...PNG, etag, "cache-control": `public, max-age=${CARD_AGE_SECONDS}` };
}

/** `If-None-Match` against a strong tag: a list, weak forms of the same tag, or `*`. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((given) => [etag, `W/${etag}`, "*"].includes(given.trim()));
}

/** The cache of this data centre; absent outside the runtime. */
function edgeCache(): Cache | undefined {
  return typeof caches === "undefined" ? undefined : (caches as unknown as { default?: Cache }).default;
}

function keep(c: AppContext, key: Request, response: Response): void {
  const stored = edgeCache()
    ?.put(key, response)
    .catch(() => c.get("deps").log.error("card_not_cached"));
  if (stored) c.executionCtx.waitUntil(stored);
}
