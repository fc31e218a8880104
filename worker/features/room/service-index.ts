import type { Deps } from "../../env.ts";
import {
  countWaiting,
  type IndexQuery,
  type IndexRow,
  listIndex,
  type MemberRow,
  membersOf,
} from "./store.ts";

export type { IndexQuery, IndexRow, MemberRow };

/** A page of the drafts somebody is in, as the objects last told, with everybody in them. */
export async function listOwn(
  deps: Deps,
  query: IndexQuery,
): Promise<{ rows: IndexRow[]; members: MemberRow[] }> {
  const rows = await listIndex(deps.db, query);
  const members = await membersOf(
    deps.db,
    rows.map((row) => row.id),
  );
  return { rows, members };
}

/** How many open drafts wait for this person: their ring is theirs. */
export async function countWaitingFor(deps: Deps, memberId: string): Promise<number> {
  return await countWaiting(deps.db, memberId);
}
