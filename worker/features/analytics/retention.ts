import type { Deps } from "../../env.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { utcDay } from "../../kernel/now.ts";
import { VISIT_TYPES } from "./contract.ts";
import { deleteSaltsBefore, oldestBefore, rollUpDay } from "./store.ts";

/** Single views and shares are kept this long; then only their count per draft and day stays. */
export const VISIT_KEEP_MS = 90 * DAY_MS;
/** Days rolled up in one run: enough to catch up after a month without cron. */
export const ROLL_UP_DAYS_MAX = 31;

/**
 * Rolls up visits that are older than `VISIT_KEEP_MS` at `at` (epoch ms), whole UTC days at a time, and forgets
 * the salts of days gone by. Counting and deleting share a batch, so a second run finds nothing left to count.
 */
export async function retainAnalytics(deps: Deps, at: number): Promise<{ days: number }> {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  const before = today - VISIT_KEEP_MS;
  let days = 0;
  for (; days < ROLL_UP_DAYS_MAX; days++) {
    const oldest = await oldestBefore(deps.db, VISIT_TYPES, before);
    if (oldest === null) break;
    const start = Math.floor(oldest / DAY_MS) * DAY_MS;
    await rollUpDay(deps.db, VISIT_TYPES, start, utcDay(start));
  }
  await deleteSaltsBefore(deps.db, utcDay(today));
  return { days };
}
