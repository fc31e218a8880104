import { and, desc, eq, gt, lt, lte, ne, notInArray, sql } from "drizzle-orm";
import type { DB } from "../../db/client.ts";
import { SESSIONS_PER_USER_MAX } from "./contract.ts";
import { sessions, signInCodes, tokenPairs, users } from "./schema.ts";
import { literalRow } from "./sql.ts";
import { consumeCode } from "./store-codes.ts";
import type { UserRow } from "./store-users.ts";

export type SessionRow = typeof sessions.$inferSelect;
export type PairRow = typeof tokenPairs.$inferSelect;
export interface SessionOfUser {
  session: SessionRow;
  user: UserRow;
}

/** Session and user behind a cookie, in one read by a unique index. */
export async function findByCookie(
  db: DB,
  tokenHash: string,
  now: number,
): Promise<SessionOfUser | undefined> {
  return db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now)))
    .get();
}

/** Session and user behind an access token, in one read by a unique index. */
export async function findByAccessToken(
  db: DB,
  accessHash: string,
  now: number,
): Promise<SessionOfUser | undefined> {
  return db
    .select({ session: sessions, user: users })
    .from(tokenPairs)
    .innerJoin(sessions, eq(sessions.id, tokenPairs.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(tokenPairs.accessHash, accessHash),
        gt(tokenPairs.accessExpiresAt, now),
        gt(sessions.expiresAt, now),
      ),
    )
    .get();
}

export async function findSession(db: DB, id: string): Promise<SessionRow | undefined> {
  return db.select().from(sessions).where(eq(sessions.id, id)).get();
}

/**
 * Uses the code up and opens its session, in one transaction. Whoever comes second finds the code used:
 * the guarded inserts then add nothing. Returns the session that the code opened, if it is still there.
 */
export async function openSessionByCode(
  db: DB,
  codeId: string,
  session: SessionRow,
  pair: PairRow | null,
  now: number,
): Promise<SessionRow | undefined> {
  const guard = sql`from ${signInCodes} where ${signInCodes.id} = ${codeId} and ${signInCodes.sessionId} = ${session.id}
    and ${signInCodes.usedAt} = ${now}`;
  const insertSession = db
    .insert(sessions)
    .select(sql`select ${literalRow(sessions, session)} ${guard}`)
    .onConflictDoNothing();
  const insertPair =
    pair === null
      ? []
      : [
          db
            .insert(tokenPairs)
            .select(sql`select ${literalRow(tokenPairs, pair)} ${guard}`)
            .onConflictDoNothing(),
        ];
  await db.batch([
    consumeCode(db, codeId, session.id, now),
    insertSession,
    ...insertPair,
    dropOldestSessions(db, session.userId),
  ]);
  return findSession(db, session.id);
}

/** Opens a session with its first pair, once per id. Returns what is stored under the id. */
export async function openApiSession(
  db: DB,
  session: SessionRow,
  pair: PairRow,
): Promise<SessionRow | undefined> {
  await db.batch([
    db.insert(sessions).values(session).onConflictDoNothing(),
    db.insert(tokenPairs).values(pair).onConflictDoNothing(),
    dropOldestSessions(db, session.userId),
  ]);
  return findSession(db, session.id);
}

function dropOldestSessions(db: DB, userId: string) {
  const kept = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .limit(SESSIONS_PER_USER_MAX);
  return db.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, kept)));
}

export async function touchSession(db: DB, id: string, now: number, expiresAt: number): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now, expiresAt })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, now)));
}

export async function listSessions(db: DB, userId: string, now: number): Promise<SessionRow[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .limit(SESSIONS_PER_USER_MAX);
}

/** Ends one session of this user; its tokens go with it. Says whether there was one. */
export async function deleteSession(db: DB, userId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  return gone.length === 1;
}

export async function deleteOtherSessions(db: DB, userId: string, keepId: string): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, keepId)));
}

/** Ends the session that a cookie held before a new sign-in took its place, and says which that was. */
export async function deleteReplacedSession(
  db: DB,
  tokenHash: string,
  newId: string,
): Promise<Pick<SessionRow, "id" | "userId"> | undefined> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.tokenHash, tokenHash), ne(sessions.id, newId)))
    .returning({ id: sessions.id, userId: sessions.userId });
  return gone[0];
}

export async function findPairByRefresh(
  db: DB,
  refreshHash: string,
): Promise<{ pair: PairRow; session: SessionRow } | undefined> {
  return db
    .select({ pair: tokenPairs, session: sessions })
    .from(tokenPairs)
    .innerJoin(sessions, eq(sessions.id, tokenPairs.sessionId))
    .where(eq(tokenPairs.refreshHash, refreshHash))
    .get();
}

export async function findPair(db: DB, id: string): Promise<PairRow | undefined> {
  return db.select().from(tokenPairs).where(eq(tokenPairs.id, id)).get();
}

/**
 * Names `next` the successor of a pair unless it has one, and stores it, in one transaction.
 * Returns the successor that the pair has now: `next`, or the one of whoever came first.
 */
export async function rotatePair(db: DB, pairId: string, next: PairRow): Promise<string | null | undefined> {
  const parent = eq(tokenPairs.id, pairId);
  const [, , , rows] = await db.batch([
    db
      .update(tokenPairs)
      .set({ successorId: next.id })
      .where(and(parent, sql`${tokenPairs.successorId} is null`)),
    db
      .insert(tokenPairs)
      .select(
        sql`select ${literalRow(tokenPairs, next)} from ${tokenPairs} as parent
          where parent.id = ${pairId} and parent.successor_id = ${next.id}`,
      )
      .onConflictDoNothing(),
    db
      .update(sessions)
      .set({ lastSeenAt: next.createdAt, expiresAt: next.refreshExpiresAt })
      .where(
        and(
          eq(sessions.id, next.sessionId),
          sql`exists (select 1 from ${tokenPairs} where ${tokenPairs.id} = ${next.id} and ${tokenPairs.nonce} = ${next.nonce})`,
        ),
      ),
    db.select({ successorId: tokenPairs.successorId }).from(tokenPairs).where(parent),
  ]);
  return rows[0]?.successorId;
}

export async function deleteExpiredSessions(db: DB, now: number): Promise<void> {
  await db.batch([
    db.delete(tokenPairs).where(lte(tokenPairs.refreshExpiresAt, now)),
    db.delete(sessions).where(lte(sessions.expiresAt, now)),
  ]);
}
