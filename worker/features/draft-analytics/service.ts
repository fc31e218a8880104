import type { Deps } from "../../env.ts";
import { isoTime } from "../../kernel/clock.ts";
import type { Identity } from "../../kernel/identity.ts";
import { readNow } from "../../kernel/now.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { readDraftNumbers, recordShare, viewerOf } from "../analytics/service.ts";
import type { DraftFacts } from "../room/contract.ts";
import { draftFacts } from "../room/service.ts";
import type { DraftAnalytics } from "./contract.ts";

const notYours = () => fail("draft_not_found", "This draft is not yours to see, or does not exist.");

const isMember = (facts: DraftFacts, identity: Identity) =>
  identity.kind === "user" && facts.people.some((person) => person.id === identity.userId && person.active);

/** The numbers of a draft, for its members, as of `?now=`. Not before the draft was made. */
export async function readDraftAnalytics(
  deps: Deps,
  identity: Identity,
  draftId: string,
  query: { now?: string | undefined },
): Promise<Result<DraftAnalytics>> {
  const facts = await draftFacts(deps, draftId, deps.clock.now());
  if (facts === null || !isMember(facts, identity)) return notYours();
  const now = readNow(query, { current: deps.clock.now(), min: facts.createdAt });
  if (!now.ok) return now;
  const numbers = await readDraftNumbers(deps, { draftId, now: now.value });
  if (!numbers.ok) return numbers;
  const holder = numbers.value.holderId;
  const people = numbers.value.people.map((person) => {
    const known = facts.people.find(({ id }) => id === person.memberId);
    const { handle = "", name = "", color = 0 } = known ?? {};
    return { ...person, handle, name, color, holdsNow: person.memberId === holder };
  });
  const { holderId: _holder, ...rest } = numbers.value;
  return ok({ draftId, generatedAt: isoTime(now.value), ...rest, people });
}

/** Counts that somebody copied the public link: a member, or anyone while the draft is shared. */
export async function shareDraft(
  deps: Deps,
  identity: Identity,
  request: Request,
  input: { draftId: string; key: string },
): Promise<Result<null>> {
  const now = deps.clock.now();
  const facts = await draftFacts(deps, input.draftId, now);
  if (facts === null || !(facts.sharing || isMember(facts, identity))) return notYours();
  await recordShare(deps, { ...input, viewer: await viewerOf(deps, identity, request), now });
  return ok(null);
}
