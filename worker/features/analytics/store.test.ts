import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createDeps, parseConfig } from "../../env.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { ANONYMOUS } from "../../kernel/identity.ts";
import type { DraftEvent } from "./contract.ts";
import { retainAnalytics, VISIT_KEEP_MS } from "./retention.ts";
import { recordShare, recordView, viewerOf } from "./service.ts";
import { EVENTS_PER_STATEMENT_MAX, insertEvents, readEvents, readVisits } from "./store.ts";

const NOW = Date.UTC(2026, 10, 20, 18);
const clock = { now: () => NOW };
const deps = createDeps(env, { config: parseConfig({ ENVIRONMENT: "test" }), clock });
const fresh = () => crypto.randomUUID();
const browser = (address: string, agent = "Mozilla/5.0 (X11; Linux) Firefox/150.0") =>
  new Request("http://onering.test/d/x", { headers: { "cf-connecting-ip": address, "user-agent": agent } });
const visits = async (subjectId: string, now = NOW) =>
  (await readVisits(deps.db, { subjectId, now })).map(({ day, type, count }) => [day, type, count]);

const renamed = (subjectId: string, id = fresh()): DraftEvent => ({
  id,
  type: "draft_renamed",
  occurredAt: NOW,
  actorId: "mara",
  subjectId,
  data: { seq: 1 },
});

test("a fact delivered twice is stored once, in batches of any size", async () => {
  const draft = fresh();
  const facts = Array.from({ length: 3 * EVENTS_PER_STATEMENT_MAX + 1 }, () => renamed(draft));
  await Promise.all([insertEvents(deps.db, facts), insertEvents(deps.db, [...facts].reverse())]);
  const stored = await readEvents(deps.db, { subjectId: draft, now: NOW, types: ["draft_renamed"] });
  expect(stored.map((fact) => fact.id).sort()).toEqual(facts.map((fact) => fact.id).sort());
  await insertEvents(deps.db, []);
});

test("text is dropped at the door, at any depth", async () => {
  const draft = fresh();
  const data = {
    seq: 1,
    text: "secret",
    title: "secret",
    more: { body: "secret", message: "secret", kept: 1 },
  };
  await insertEvents(deps.db, [{ ...renamed(draft), data } as DraftEvent]);
  const { results } = await env.DB.prepare("SELECT * FROM events WHERE subject_id = ?").bind(draft).all();
  expect(JSON.stringify(results)).not.toContain("secret");
  expect(JSON.parse(String(results[0]?.data))).toEqual({ seq: 1, more: { kept: 1 } });
});

test("a view counts once per viewer and UTC day, however often and at once", async () => {
  const draftId = fresh();
  const mara = await viewerOf(deps, ANONYMOUS, browser("203.0.113.1"));
  const ilo = await viewerOf(deps, ANONYMOUS, browser("203.0.113.2"));
  await Promise.all(Array.from({ length: 20 }, () => recordView(deps, { draftId, viewer: mara, now: NOW })));
  await recordView(deps, { draftId, viewer: ilo, now: NOW });
  expect(await visits(draftId)).toEqual([["2026-11-20", "draft_viewed", 2]]);
  await recordView(deps, { draftId, viewer: mara, now: NOW + DAY_MS });
  expect(await visits(draftId, NOW + DAY_MS)).toHaveLength(2);
  expect(await visits(draftId)).toEqual([["2026-11-20", "draft_viewed", 2]]);
});

test("bots and nameless clients are not counted; nobody's address is stored", async () => {
  const draftId = fresh();
  for (const agent of ["Twitterbot/1.0", "facebookexternalhit/1.1", ""]) {
    const viewer = await viewerOf(deps, ANONYMOUS, browser("203.0.113.7", agent));
    await recordView(deps, { draftId, viewer, now: NOW });
    await recordShare(deps, { draftId, viewer, now: NOW, key: "key-12345" });
  }
  expect(await visits(draftId)).toEqual([]);
  const tables = await env.DB.batch([
    env.DB.prepare("SELECT * FROM events"),
    env.DB.prepare("SELECT * FROM viewer_salts"),
  ]);
  expect(JSON.stringify(tables.map(({ results }) => results))).not.toContain("203.0.113");
});

test("a share counts once per key", async () => {
  const draftId = fresh();
  const viewer = await viewerOf(deps, ANONYMOUS, browser("203.0.113.3"));
  for (const key of ["first-key", "first-key", "second-key"])
    await recordShare(deps, { draftId, viewer, now: NOW, key });
  expect(await visits(draftId)).toEqual([["2026-11-20", "draft_shared", 2]]);
});

test("retention turns old visits into counts, keeps every total, and may run twice", async () => {
  const draftId = fresh();
  const old = NOW - VISIT_KEEP_MS - 3 * DAY_MS;
  for (const [i, at] of [old, old + 1, old + 2 * DAY_MS, NOW].entries())
    await recordView(deps, { draftId, viewer: { key: `viewer-${i}`, signedIn: false, bot: false }, now: at });
  await insertEvents(deps.db, [{ ...renamed(draftId), occurredAt: old }]);
  const before = await visits(draftId);
  expect(await retainAnalytics(deps, NOW)).toEqual({ days: 2 });
  expect(await retainAnalytics(deps, NOW)).toEqual({ days: 0 });
  const after = await visits(draftId);
  expect(after.sort()).toEqual(before.sort());
  const rows = await env.DB.prepare("SELECT type FROM events WHERE subject_id = ?").bind(draftId).all();
  expect(rows.results.map((row) => row.type).sort()).toEqual(["draft_renamed", "draft_viewed"]);
  const late = { key: "late", signedIn: false, bot: false };
  await recordView(deps, { draftId, viewer: late, now: old });
  await retainAnalytics(deps, NOW);
  expect((await visits(draftId)).reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(5);
});

test("the day's salt is forgotten the day after", async () => {
  await viewerOf(deps, ANONYMOUS, browser("203.0.113.4"));
  await retainAnalytics(deps, NOW + DAY_MS);
  expect((await env.DB.prepare("SELECT * FROM viewer_salts").all()).results).toEqual([]);
});
