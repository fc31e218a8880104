import type { DrizzleD1Database } from "drizzle-orm/d1";

/** D1 through drizzle. Several statements that belong together go through `db.batch`; `db.transaction` does not exist on D1. */
export type DB = DrizzleD1Database;
