import { and, asc, count, eq, gt, gte, inArray, lt, lte, min, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DB } from "../../db/client.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { utcDay } from "../../kernel/now.ts";
import {
  type DayCount,
  type DraftEvent,
  type DraftEventType,
  EVENT_SCHEMA_VERSION,
  type StoredEvent,
  TEXT_FIELDS,
  VISIT_TYPES,
} from "./contract.ts";
import { eventDays, events, viewerSalts } from "./schema.ts";

/** D1 takes at most 100 parameters a statement, and a fact has seven. */
export const EVENTS_PER_STATEMENT_MAX = 14;
/** Facts read for one draft: a draft's own bounds (segments, comments, members) keep it well below. */
export const EVENTS_PER_DRAFT_MAX = 100_000;

function withoutText(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (TEXT_FIELDS.has(key) ? undefined : value)),
  );
}

/**
 * Statements that insert facts, for the caller's own `db.batch`, so that a fact and its effect arrive
 * together. A fact whose id is there already is left as it is: delivering twice counts once.
 */
export function insertEventStatements(db: DB, facts: readonly DraftEvent[]): BatchItem<"sqlite">[] {
  const rows = facts.map((fact) => ({
    id: fact.id,
    type: fact.type,
    schemaVersion: EVENT_SCHEMA_VERSION,
    occurredAt: fact.occurredAt,
    actorId: fact.actorId,
    subjectId: fact.subjectId,
    data: withoutText(fact.data),
  }));
  const statements: BatchItem<"sqlite">[] = [];
  for (let start = 0; start < rows.length; start += EVENTS_PER_STATEMENT_MAX)
    statements.push(
      db
        .insert(events)
        .values(rows.slice(start, start + EVENTS_PER_STATEMENT_MAX))
        .onConflictDoNothing(),
    );
  return statements;
}

/** Records facts that no batch of another feature carries, such as a view. */
export async function insertEvents(db: DB, facts: readonly DraftEvent[]): Promise<void> {
  const [first, ...rest] = insertEventStatements(db, facts);
  if (first !== undefined) await db.batch([first, ...rest]);
}

/** The facts of a draft up to `now` (epoch ms), in the order they happened; `types` narrows them. */
export async function readEvents(
  db: DB,
  input: { subjectId: string; now: number; types: readonly DraftEventType[] },
): Promise<StoredEvent[]> {
  return await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.subjectId, input.subjectId),
        inArray(events.type, [...input.types]),
        lte(events.occurredAt, input.now),
      ),
    )
    .orderBy(asc(events.occurredAt), asc(events.id))
    .limit(EVENTS_PER_DRAFT_MAX);
}

/** Visits of a draft by UTC day up to `now` (epoch ms): those still stored one by one, and those rolled up. */
export async function readVisits(
  db: DB,
  { subjectId, now }: { subjectId: string; now: number },
): Promise<DayCount[]> {
  const day = sql<string>`date(${events.occurredAt} / 1000, 'unixepoch')`;
  const [single, rolled] = await db.batch([
    db
      .select({ day, type: events.type, schemaVersion: events.schemaVersion, count: count() })
      .from(events)
      .where(
        and(
          eq(events.subjectId, subjectId),
          inArray(events.type, [...VISIT_TYPES]),
          lte(events.occurredAt, now),
        ),
      )
      .groupBy(day, events.type, events.schemaVersion),
    db
      .select({ day: eventDays.day, type: eventDays.type, count: eventDays.count })
      .from(eventDays)
      .where(and(eq(eventDays.subjectId, subjectId), lte(eventDays.day, utcDay(now)))),
  ]);
  return [...single, ...rolled.map((row) => ({ ...row, schemaVersion: EVENT_SCHEMA_VERSION }))];
}

/** Facts per type that happened after `since` (epoch ms). */
export async function countByType(db: DB, since: number): Promise<{ type: string; count: number }[]> {
  return await db
    .select({ type: events.type, count: count() })
    .from(events)
    .where(gt(events.occurredAt, since))
    .groupBy(events.type);
}

/** Time of the oldest fact of these types before `before`, or null. */
export async function oldestBefore(
  db: DB,
  types: readonly DraftEventType[],
  before: number,
): Promise<number | null> {
  const [row] = await db
    .select({ at: min(events.occurredAt) })
    .from(events)
    .where(and(inArray(events.type, [...types]), lt(events.occurredAt, before)));
  return row?.at ?? null;
}

/** Moves one UTC day (starting at `start`, epoch ms) of these types from single facts to counts, in one batch. */
export async function rollUpDay(
  db: DB,
  types: readonly DraftEventType[],
  start: number,
  day: string,
): Promise<void> {
  const inDay = and(
    inArray(events.type, [...types]),
    gte(events.occurredAt, start),
    lt(events.occurredAt, start + DAY_MS),
  );
  await db.batch([
    db
      .insert(eventDays)
      .select(
        db
          .select({
            subjectId: events.subjectId,
            type: events.type,
            day: sql<string>`${day}`.as("day"),
            count: count().as("count"),
          })
          .from(events)
          .where(inDay)
          .groupBy(events.subjectId, events.type),
      )
      .onConflictDoUpdate({
        target: [eventDays.subjectId, eventDays.type, eventDays.day],
        set: { count: sql`${eventDays.count} + excluded.count` },
      }),
    db.delete(events).where(inDay),
  ]);
}

/** The salt of a UTC day: `candidate` if the day has none yet, else the one that came first. */
export async function dailySalt(db: DB, day: string, candidate: string): Promise<string> {
  const [, rows] = await db.batch([
    db.insert(viewerSalts).values({ day, salt: candidate }).onConflictDoNothing(),
    db.select({ salt: viewerSalts.salt }).from(viewerSalts).where(eq(viewerSalts.day, day)),
  ]);
  return rows[0]?.salt ?? candidate;
}

/** Forgets the salts of every day before `day`. */
export async function deleteSaltsBefore(db: DB, day: string): Promise<void> {
  await db.delete(viewerSalts).where(lt(viewerSalts.day, day));
}
