import { and, eq, exists, gt, lte, ne, not, sql } from "drizzle-orm";
import type { DB } from "../../db/client.ts";
import { handleRedirects, users } from "./schema.ts";
import { literalRow } from "./sql.ts";

export type UserRow = typeof users.$inferSelect;

/** A user by proven, lower-case address. */
export async function findUserByEmail(db: DB, email: string): Promise<UserRow | undefined> {
  return db.select().from(users).where(eq(users.email, email)).get();
}

/** A user by id. */
export async function findUserById(db: DB, id: string): Promise<UserRow | undefined> {
  return db.select().from(users).where(eq(users.id, id)).get();
}

/** A user by handle, also by one given up less than 30 days ago (`isOld`). */
export async function findUserByHandle(
  db: DB,
  handle: string,
  now: number,
): Promise<{ user: UserRow; isOld: boolean } | undefined> {
  const user = await db.select().from(users).where(eq(users.handle, handle)).get();
  if (user !== undefined) return { user, isOld: false };
  const moved = await db
    .select({ user: users })
    .from(handleRedirects)
    .innerJoin(users, eq(users.id, handleRedirects.userId))
    .where(and(eq(handleRedirects.handle, handle), gt(handleRedirects.expiresAt, now)))
    .get();
  return moved && { user: moved.user, isOld: true };
}

/** Inserts unless the handle or the address is taken. One statement, so that of two at once one wins. */
export async function insertUser(db: DB, row: UserRow): Promise<UserRow | undefined> {
  const reserved = db
    .select({ one: sql`1` })
    .from(handleRedirects)
    .where(and(eq(handleRedirects.handle, row.handle), gt(handleRedirects.expiresAt, row.createdAt)));
  const inserted = await db
    .insert(users)
    .select(sql`select ${literalRow(users, row)} where ${not(exists(reserved))}`)
    .onConflictDoNothing()
    .returning();
  return inserted[0];
}

export interface UserChange {
  displayName?: string | undefined;
  timeZone?: string | undefined;
}

/** Changes what is given; nothing for an empty change. */
export async function updateUser(db: DB, id: string, change: UserChange): Promise<void> {
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length > 0) await db.update(users).set(set).where(eq(users.id, id));
}

/** The name and zone, and the handle, in one transaction; false when the handle is somebody else's, and then nothing changes. */
export async function updateUserAndHandle(
  db: DB,
  id: string,
  change: UserChange & { handle: string },
  times: { now: number; redirectUntil: number },
): Promise<boolean> {
  const { handle } = change;
  const free = sql`not exists (select 1 from ${users} as other where other.handle = ${handle} and other.id <> ${id})
    and not exists (select 1 from ${handleRedirects} as old
      where old.handle = ${handle} and old.user_id <> ${id} and old.expires_at > ${times.now})`;
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const [, updated] = await db.batch([
    // The handle the row holds now, not the one the caller saw: two changes at once must not lose one.
    db
      .insert(handleRedirects)
      .select(
        sql`select ${users.handle}, ${users.id}, ${times.redirectUntil} from ${users}
          where ${eq(users.id, id)} and ${ne(users.handle, handle)} and ${free}`,
      )
      .onConflictDoUpdate({
        target: handleRedirects.handle,
        set: { userId: id, expiresAt: times.redirectUntil },
      }),
    db
      .update(users)
      .set(set)
      .where(and(eq(users.id, id), free))
      .returning({ id: users.id }),
    db.delete(handleRedirects).where(
      and(
        eq(handleRedirects.handle, handle),
        exists(
          db
            .select({ one: sql`1` })
            .from(users)
            .where(and(eq(users.id, id), eq(users.handle, handle))),
        ),
      ),
    ),
  ]);
  return updated.length === 1;
}

/** Frees handles whose redirect has ended at `now` (epoch ms). */
export async function deleteExpiredRedirects(db: DB, now: number): Promise<void> {
  await db.delete(handleRedirects).where(lte(handleRedirects.expiresAt, now));
}
