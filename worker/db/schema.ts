import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** First answers of mutations that live in D1, by hash of actor, route and client key. */
export const idempotency = sqliteTable(
  "idempotency",
  {
    id: text().primaryKey(),
    inputHash: text("input_hash").notNull(),
    /** NOT NULL carries an invariant: settling somebody else's reservation writes NULL here and so aborts the batch. */
    state: text({ enum: ["in_flight", "done"] }).notNull(),
    owner: text().notNull(),
    answer: text(),
    reservedAt: integer("reserved_at").notNull(),
  },
  (table) => [index("idempotency_reserved").on(table.reservedAt)],
);
