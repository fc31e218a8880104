import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** The values of a row as a `select` list, in the table's own order: for `insert … select … where <guard>`. */
export function literalRow<T extends SQLiteTable>(table: T, row: T["$inferSelect"]): SQL {
  const values = new Map(Object.entries(row));
  const columns = Object.entries(getTableColumns(table));
  return sql.join(
    columns.map(([name, column]) => sql`${sql.param(values.get(name) ?? null, column)}`),
    sql`, `,
  );
}
