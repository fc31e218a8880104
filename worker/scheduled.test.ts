import { createScheduledController, env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { createDeps } from "./env.ts";
import { recordView } from "./features/analytics/service.ts";
import { insertEvents, readVisits } from "./features/analytics/store.ts";
import { DAY_MS } from "./kernel/clock.ts";
import { jobs, runScheduled } from "./scheduled.ts";
import { type Subscription, subscriberStatements } from "./subscriptions.ts";

const deps = createDeps(env);
const DAILY = "0 3 * * *";
const at = (cron: string, time: number) => createScheduledController({ cron, scheduledTime: new Date(time) });

test("a tick may come twice: the second changes nothing", async () => {
  const draftId = crypto.randomUUID();
  const now = Date.UTC(2026, 10, 21, 3);
  const viewer = { key: "somebody", signedIn: false, bot: false };
  await recordView(deps, { draftId, viewer, now: now - 200 * DAY_MS });
  for (let i = 0; i < 2; i++) await runScheduled(at(DAILY, now), env);
  expect((await readVisits(deps.db, { subjectId: draftId, now })).map(({ count }) => count)).toEqual([1]);
});

test("every job hangs on a cron of wrangler.toml, and a failing one doesn't stop the others", async () => {
  const crons = ["* * * * *", "0 * * * *", DAILY];
  for (const { cron } of jobs) expect(crons).toContain(cron);
  const ran: string[] = [];
  const list = [
    { name: "first", cron: DAILY, run: async () => Promise.reject(new TypeError("secret")) },
    { name: "second", cron: DAILY, run: async () => ran.push("second") },
    { name: "other", cron: "* * * * *", run: async () => ran.push("other") },
  ];
  const lines = vi.spyOn(console, "log").mockImplementation(() => {});
  await expect(runScheduled(at(DAILY, 0), env, list)).rejects.toThrow("1 scheduled jobs failed");
  expect(ran).toEqual(["second"]);
  expect(lines.mock.calls.flat().join()).toContain('"outcome":"TypeError"');
  expect(lines.mock.calls.flat().join()).not.toContain("secret");
  lines.mockRestore();
});

test("subscribers get the facts they asked for, for the same batch", async () => {
  const base = { occurredAt: 1, actorId: "mara", subjectId: "draft" };
  const facts = [
    { ...base, id: "a", type: "draft_renamed", data: { seq: 1 } },
    { ...base, id: "b", type: "draft_archived", data: { seq: 2 } },
  ] as const;
  const seen: string[] = [];
  const echo: Subscription = {
    name: "echo",
    types: ["draft_archived"],
    statements: (_db, fact) => {
      seen.push(fact.id);
      return [];
    },
  };
  expect(subscriberStatements(deps.db, facts, [echo])).toEqual([]);
  expect(seen).toEqual(["b"]);
  await insertEvents(deps.db, facts);
});
