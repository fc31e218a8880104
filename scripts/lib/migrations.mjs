import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The table wrangler keeps, so that `wrangler d1 migrations` and `npm start` agree on what has been applied.
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/**
 * Applies the migrations of `folder` that the database has not seen, in order of name, each in one transaction.
 * @param {import("@cloudflare/workers-types").D1Database} database
 * @returns {Promise<string[]>} names of those applied now
 */
export async function applyMigrations(database, folder) {
  if (!existsSync(folder)) return [];
  await database.prepare(TABLE).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
  const seen = new Set(results.map((row) => row.name));
  const due = readdirSync(folder)
    .filter((name) => name.endsWith(".sql") && !seen.has(name))
    .sort();
  for (const name of due) {
    const statements = splitStatements(readFileSync(join(folder, name), "utf8"));
    await database.batch([
      ...statements.map((sql) => database.prepare(sql)),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
  return due;
}

/** The statements of one migration, as drizzle-kit separates them. */
function splitStatements(sql) {
  return sql
    .split("--> statement-breakpoint")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
