import { desc, eq, notInArray, sql } from "drizzle-orm";
import type { DB } from "../../db/client.ts";
import { devOutbox } from "./schema.ts";

export const OUTBOX_MAILS_MAX = 100;

// SQLite numbers rows as they are inserted, which tells two mails of one millisecond apart.
const newestFirst = desc(sql`rowid`);

export type OutboxMail = typeof devOutbox.$inferSelect;

/** Keeps a mail and drops all but the last hundred. */
export async function keepMail(db: DB, mail: OutboxMail): Promise<void> {
  const kept = db.select({ id: devOutbox.id }).from(devOutbox).orderBy(newestFirst).limit(OUTBOX_MAILS_MAX);
  await db.batch([
    db.insert(devOutbox).values(mail),
    db.delete(devOutbox).where(notInArray(devOutbox.id, kept)),
  ]);
}

/** The mails kept, newest first. */
export async function listMails(db: DB, to?: string): Promise<OutboxMail[]> {
  return db
    .select()
    .from(devOutbox)
    .where(to === undefined ? undefined : eq(devOutbox.to, to))
    .orderBy(newestFirst)
    .limit(OUTBOX_MAILS_MAX);
}
