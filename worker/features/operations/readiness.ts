import { sql } from "drizzle-orm";
import * as z from "zod";
import journal from "../../../migrations/meta/_journal.json";
import type { Deps } from "../../env.ts";

/** How long the database may take before the Worker calls itself not ready, in milliseconds. */
export const READY_MS_MAX = 2000;

export const readiness = z
  .object({
    status: z.enum(["ready", "not_ready"]),
    checks: z.object({
      database: z.enum(["ok", "unreachable"]),
      migrations: z.enum(["current", "behind", "unknown"]),
    }),
    /** Time of the database's answer, in milliseconds. */
    latencyMs: z.number(),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof readiness>;

/** Migrations this build was made with, by the names under which they are recorded when applied. */
export const BUNDLED_MIGRATIONS: readonly string[] = journal.entries.map((entry) => `${entry.tag}.sql`);

/** Whether traffic may come: the database answers in time and has every migration of this build. */
export async function checkReadiness(deps: Deps): Promise<Readiness> {
  const started = performance.now();
  const applied = await appliedMigrations(deps);
  const latencyMs = Math.round((performance.now() - started) * 100) / 100;
  const migrations =
    applied === null
      ? "unknown"
      : BUNDLED_MIGRATIONS.every((name) => applied.has(name))
        ? "current"
        : "behind";
  return {
    status: migrations === "current" ? "ready" : "not_ready",
    checks: { database: applied === null ? "unreachable" : "ok", migrations },
    latencyMs,
  };
}

/** Names of applied migrations; empty before the first one; null when the database does not answer in time. */
async function appliedMigrations(deps: Deps): Promise<Set<string> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), READY_MS_MAX);
  });
  try {
    return await Promise.race([readApplied(deps), late]);
  } catch {
    return null;
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

async function readApplied(deps: Deps): Promise<Set<string>> {
  const tables = await deps.db.all(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'd1_migrations'`,
  );
  if (tables.length === 0) return new Set();
  const rows = await deps.db.all<{ name: string }>(sql`SELECT name FROM d1_migrations`);
  return new Set(rows.map((row) => row.name));
}
