import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Append-only facts. The primary key is what makes each of them happen once. */
export const events = sqliteTable(
  "events",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    schemaVersion: integer("schema_version").notNull(),
    occurredAt: integer("occurred_at").notNull(),
    actorId: text("actor_id"),
    subjectId: text("subject_id").notNull(),
    data: text("data", { mode: "json" }).$type<unknown>().notNull(),
  },
  (table) => [
    index("events_by_subject").on(table.subjectId, table.type, table.occurredAt),
    index("events_by_type").on(table.type, table.occurredAt),
  ],
);

/** Counts per draft, type and UTC day of facts that retention has removed. Disjoint from `events`. */
export const eventDays = sqliteTable(
  "event_days",
  {
    subjectId: text("subject_id").notNull(),
    type: text("type").notNull(),
    day: text("day").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.type, table.day] })],
);

/** One random salt per UTC day, deleted when the day is over: then nobody can tie a visit to an address. */
export const viewerSalts = sqliteTable("viewer_salts", {
  day: text("day").primaryKey(),
  salt: text("salt").notNull(),
});
