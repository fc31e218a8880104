import type { Deps } from "../../env.ts";
import type { Identity } from "../../kernel/identity.ts";
import { readNow } from "../../kernel/now.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { draftFacts, readView } from "../room/service.ts";
import type { Insights } from "./contract.ts";
import { insights } from "./domain.ts";

/** How a draft is doing, for its members, as of `?now=` (RFC 3339; not before the draft was made). */
export async function readInsights(
  deps: Deps,
  identity: Identity,
  draftId: string,
  query: { now?: string | undefined },
): Promise<Result<Insights>> {
  const seen = await readView(deps, identity, draftId);
  if (!seen.ok) return seen;
  const now = readNow(query, { current: deps.clock.now(), min: seen.value.view.createdAt });
  if (!now.ok) return now;
  const facts = await draftFacts(deps, draftId, now.value);
  return facts
    ? ok(insights(facts, now.value))
    : fail("draft_not_found", "This draft is not yours to see, or does not exist.");
}
