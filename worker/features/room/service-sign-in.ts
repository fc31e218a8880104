import type { Deps } from "../../env.ts";
import { room } from "./service.ts";
import type { EndedSignIn } from "./sessions.ts";
import { draftIdsOf } from "./store.ts";

/** Drafts that are told when a sign-in ends: the ones that changed last. */
const DRAFTS_TOLD_MAX = 500;

/** Closes the live sessions that a sign-in opened, in every draft of this person. A draft that cannot be reached is not waited for twice. */
export async function endLiveSessions(
  deps: Pick<Deps, "db" | "drafts">,
  memberId: string,
  ended: EndedSignIn,
): Promise<void> {
  const ids = await draftIdsOf(deps.db, memberId, DRAFTS_TOLD_MAX);
  await Promise.allSettled(ids.map((id) => room(deps, id).endSignIn(memberId, ended)));
}
