import { and, desc, eq, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DB } from "../../db/client.ts";
import type { DraftState } from "./domain/state.ts";
import { draftIndex, draftMembers } from "./schema.ts";

/**
 * Statements that bring the index up to a draft's state, for the outbox's own batch. A state older than the
 * one already there changes nothing, so deliveries may repeat or arrive late.
 */
export function projectStatements(db: DB, state: DraftState): BatchItem<"sqlite">[] {
  const row = {
    id: state.id,
    seq: state.seq,
    title: state.title,
    platform: state.platform,
    kind: state.kind,
    status: state.status,
    sharing: state.settings.sharing,
    holderId: state.ring.holderId,
    leaseEndsAt: state.ring.leaseEndsAt,
    segmentCount: state.segmentCount,
    requestCount: state.requests.length,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
  };
  const { id: _id, ...rest } = row;
  const members = state.members.map((member, place) => ({
    memberId: member.id,
    role: member.role,
    name: member.name,
    handle: member.handle,
    color: member.color,
    place,
    active: member.active ? 1 : 0,
    asked: state.requests.some((request) => request.memberId === member.id) ? 1 : 0,
    segments: state.segmentsBy[member.id] ?? 0,
  }));
  const current = sql`(SELECT seq FROM ${draftIndex} WHERE id = ${state.id}) = ${state.seq}`;
  return [
    db
      .insert(draftIndex)
      .values(row)
      .onConflictDoUpdate({ target: draftIndex.id, set: rest, setWhere: lt(draftIndex.seq, state.seq) }),
    db
      .insert(draftMembers)
      .select(
        sql`SELECT ${state.id}, value ->> 'memberId', value ->> 'role', value ->> 'name', value ->> 'handle',
          value ->> 'color', value ->> 'place', value ->> 'active', value ->> 'asked', value ->> 'segments'
        FROM json_each(${JSON.stringify(members)}) WHERE ${current}`,
      )
      .onConflictDoUpdate({
        target: [draftMembers.draftId, draftMembers.memberId],
        set: Object.fromEntries(
          ["role", "name", "handle", "color", "active", "asked", "segments"].map((column) => [
            column,
            sql.raw(`excluded.${column}`),
          ]),
        ),
      }),
  ];
}

export type IndexRow = typeof draftIndex.$inferSelect;
export type MemberRow = typeof draftMembers.$inferSelect;

export interface IndexQuery {
  memberId: string;
  tab: "mine" | "waiting" | "archived";
  /** Part of a title, matched without case. */
  q?: string | undefined;
  /** The last row of the page before: rows come newest first. */
  after?: { updatedAt: number; id: string } | undefined;
  limit: number;
}

/** A page of the drafts somebody is in, newest change first. */
export async function listIndex(db: DB, query: IndexQuery): Promise<IndexRow[]> {
  const tabs: Record<IndexQuery["tab"], SQL | undefined> = {
    mine: ne(draftIndex.status, "archived"),
    archived: eq(draftIndex.status, "archived"),
    waiting: and(eq(draftIndex.status, "open"), eq(draftIndex.holderId, query.memberId)),
  };
  const rows = await db
    .select({ draft: draftIndex })
    .from(draftMembers)
    .innerJoin(draftIndex, eq(draftIndex.id, draftMembers.draftId))
    .where(
      and(
        eq(draftMembers.memberId, query.memberId),
        eq(draftMembers.active, true),
        tabs[query.tab],
        titleHas(query.q),
        olderThan(query.after),
      ),
    )
    .orderBy(desc(draftIndex.updatedAt), desc(draftIndex.id))
    .limit(query.limit);
  return rows.map((row) => row.draft);
}

/** How many drafts wait for somebody: open, and the ring is theirs. */
export async function countWaiting(db: DB, memberId: string): Promise<number> {
  return await db.$count(draftIndex, and(eq(draftIndex.status, "open"), eq(draftIndex.holderId, memberId)));
}

/** Members of several drafts, in joining order. The ids travel as one parameter: D1 takes at most 100 a statement. */
export async function membersOf(db: DB, draftIds: readonly string[]): Promise<MemberRow[]> {
  if (draftIds.length === 0) return [];
  return await db
    .select()
    .from(draftMembers)
    .where(sql`${draftMembers.draftId} in (select value from json_each(${JSON.stringify(draftIds)}))`)
    .orderBy(draftMembers.place);
}

/** Drafts somebody is in, newest change first. */
export async function draftIdsOf(db: DB, memberId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: draftIndex.id })
    .from(draftMembers)
    .innerJoin(draftIndex, eq(draftIndex.id, draftMembers.draftId))
    .where(and(eq(draftMembers.memberId, memberId), eq(draftMembers.active, true)))
    .orderBy(desc(draftIndex.updatedAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Not LIKE: D1 refuses patterns of more than 50 bytes. */
function titleHas(q: string | undefined): SQL | undefined {
  return q ? sql`instr(lower(${draftIndex.title}), lower(${q})) > 0` : undefined;
}

function olderThan(after: IndexQuery["after"]): SQL | undefined {
  if (!after) return undefined;
  return or(
    lt(draftIndex.updatedAt, after.updatedAt),
    and(eq(draftIndex.updatedAt, after.updatedAt), lt(draftIndex.id, after.id)),
  );
}
