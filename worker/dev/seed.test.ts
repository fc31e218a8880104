import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createApp } from "../app.ts";
import { createDeps, parseConfig } from "../env.ts";
import { getOrCreateUser } from "../features/auth/service-users.ts";
import { draftFacts, room } from "../features/room/service.ts";
import { silentLog } from "../kernel/log.ts";
import { call, createEdge, good } from "../test.fixture.ts";
import { LETTERS, NIGHT_TRAIN } from "./story.ts";

const send = createEdge();
const deps = createDeps(env, { log: silentLog });
const seed = () => good<{ letters: string; nightTrain: string }>(call(send, "POST", "/dev/seed"));

test("seeds two people, an open draft and an archived one; again changes nothing", async () => {
  const first = await seed();
  const now = Date.now() + 1000;
  const facts = await draftFacts(deps, first.letters, now);
  expect(await seed()).toEqual(first);
  expect(await draftFacts(deps, first.letters, now)).toEqual(facts);
  expect(facts).toMatchObject({
    status: "open",
    segmentCount: 7,
    sharing: true,
    title: "Letters to the lamp",
  });
  expect([facts?.seq, (await draftFacts(deps, first.nightTrain, now))?.seq]).toEqual([
    LETTERS.events,
    NIGHT_TRAIN.events,
  ]);
  expect(facts?.requests).toHaveLength(1);
  expect(facts?.people.map(({ name, segments }) => [name, segments])).toEqual([
    ["Mara", 4],
    ["Ilo", 3],
  ]);
  expect(await draftFacts(deps, first.nightTrain, now)).toMatchObject({
    status: "archived",
    segmentCount: 3,
  });
  const mara = await getOrCreateUser(deps, { email: "mara@example.com" });
  const view = await room(deps, first.letters).read("view", mara.id, { visit: false });
  expect(view.ok && view.value.view.comments.map((comment) => comment.kind)).toEqual([
    "comment",
    "comment",
    "suggestion",
  ]);
});

test("is not there in production, nor for other sites", async () => {
  const production = createApp({
    overrides: { config: parseConfig({ ENVIRONMENT: "production" }), log: silentLog },
  });
  for (const path of ["/dev/seed", "/dev/outbox", "/dev/anything"])
    expect(
      (await production.fetch(new Request(`http://onering.test${path}`, { method: "POST" }), env)).status,
    ).toBe(404);
  const other = await call(send, "POST", "/dev/seed", { headers: { origin: "https://evil.example" } });
  expect(other.status).toBe(403);
});
