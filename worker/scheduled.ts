import { purge as purgeIdempotency } from "./db/idempotency.ts";
import { createDeps, type Deps, type Env } from "./env.ts";
import { retainAnalytics } from "./features/analytics/retention.ts";
import { purge as purgeAuth } from "./features/auth/cron.ts";

interface Job {
  name: string;
  cron: string;
  /** Must give the same state when it runs twice for the same `at` (epoch ms, the time it was scheduled for). */
  run(deps: Deps, at: number): Promise<unknown>;
}

const HOURLY = "0 * * * *";
const DAILY = "0 3 * * *";

/** Everything the clock does, by the cron expressions of `wrangler.toml`. */
export const jobs: readonly Job[] = [
  { name: "retain_analytics", cron: DAILY, run: retainAnalytics },
  { name: "purge_idempotency", cron: DAILY, run: purgeIdempotency },
  { name: "purge_auth", cron: HOURLY, run: purgeAuth },
];

/** Runs the jobs of one tick, one after another; a failing one is logged and doesn't stop the others. */
export async function runScheduled(
  controller: ScheduledController,
  env: Env,
  list: readonly Job[] = jobs,
): Promise<void> {
  const deps = createDeps(env);
  let failed = 0;
  for (const job of list.filter(({ cron }) => cron === controller.cron)) {
    const startedAt = deps.clock.now();
    const outcome = await job.run(deps, controller.scheduledTime).then(
      () => "done",
      (error: unknown) => (error instanceof Error ? error.name : "failed"),
    );
    if (outcome !== "done") failed += 1;
    deps.log.info("job", {
      job: job.name,
      at: controller.scheduledTime,
      outcome,
      ms: deps.clock.now() - startedAt,
    });
  }
  if (failed > 0) throw new Error(`${failed} scheduled jobs failed`);
}
