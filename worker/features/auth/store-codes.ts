import { and, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { DB } from "../../db/client.ts";
import { CODE_TRIES_MAX } from "./contract.ts";
import { signInCodes } from "./schema.ts";

export type CodeRow = typeof signInCodes.$inferSelect;

/** A code by its id. */
export async function findCode(db: DB, id: string): Promise<CodeRow | undefined> {
  return db.select().from(signInCodes).where(eq(signInCodes.id, id)).get();
}

/** Inserts unless the id exists; says whether it did. */
export async function insertCode(db: DB, row: CodeRow): Promise<boolean> {
  const inserted = await db
    .insert(signInCodes)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: signInCodes.id });
  return inserted.length === 1;
}

/** Notes when the mail with the code went out. */
export async function markCodeSent(db: DB, id: string, now: number): Promise<void> {
  await db.update(signInCodes).set({ sentAt: now }).where(eq(signInCodes.id, id));
}

/** Forgets a code whose mail did not leave, unless it was made after `madeBefore` by a later try. */
export async function deleteUnsentCode(db: DB, id: string, madeBefore: number): Promise<void> {
  await db
    .delete(signInCodes)
    .where(and(eq(signInCodes.id, id), isNull(signInCodes.sentAt), lt(signInCodes.createdAt, madeBefore)));
}

/** The newest code that this browser asked for, in whatever state. */
export async function findNewestCode(
  db: DB,
  bindingHash: string,
  email: string | undefined,
): Promise<CodeRow | undefined> {
  return db
    .select()
    .from(signInCodes)
    .where(inArray(signInCodes.id, newestId(db, bindingHash, email)))
    .get();
}

/**
 * Counts one try against the newest code of this browser and returns it, or nothing when no try is left.
 * Guard and count are one statement, made before the comparison: however many guesses race, five are compared.
 */
export async function countTry(
  db: DB,
  bindingHash: string,
  email: string | undefined,
  now: number,
): Promise<CodeRow | undefined> {
  const rows = await db
    .update(signInCodes)
    .set({ tries: sql`${signInCodes.tries} + 1` })
    .where(
      and(
        inArray(signInCodes.id, newestId(db, bindingHash, email)),
        lt(signInCodes.tries, CODE_TRIES_MAX),
        gt(signInCodes.expiresAt, now),
        isNull(signInCodes.usedAt),
      ),
    )
    .returning();
  return rows[0];
}

function newestId(db: DB, bindingHash: string, email: string | undefined) {
  const mine = eq(signInCodes.bindingHash, bindingHash);
  return (
    db
      .select({ id: signInCodes.id })
      .from(signInCodes)
      .where(email === undefined ? mine : and(mine, eq(signInCodes.email, email)))
      // SQLite numbers rows as they are inserted, which tells two codes of one millisecond apart.
      .orderBy(desc(sql`rowid`))
      .limit(1)
  );
}

/** The statement that uses a code up for one session. It hits a row for the first session only. */
export function consumeCode(db: DB, id: string, sessionId: string, now: number) {
  return db
    .update(signInCodes)
    .set({ usedAt: now, sessionId })
    .where(and(eq(signInCodes.id, id), isNull(signInCodes.usedAt)));
}

/** Forgets codes that ran out before `expiredBefore` (epoch ms). */
export async function deleteExpiredCodes(db: DB, expiredBefore: number): Promise<void> {
  await db.delete(signInCodes).where(lt(signInCodes.expiresAt, expiredBefore));
}
