import { env } from "cloudflare:test";
import { drizzle } from "drizzle-orm/d1";
import { expect, it } from "vitest";
import { identify } from "./identify.ts";
import * as t from "./test.fixture.ts";

function spiedWorld() {
  const reads: { query: string; params: unknown[] }[] = [];
  const db = drizzle(env.DB, { logger: { logQuery: (query, params) => reads.push({ query, params }) } });
  return { reads, world: t.createWorld({ db }) };
}

async function plan({ query, params }: { query: string; params: unknown[] }): Promise<string> {
  const steps = await env.DB.prepare(`explain query plan ${query}`)
    .bind(...params)
    .all<{ detail: string }>();
  return steps.results.map((step) => step.detail).join("\n");
}

it("knows a cookie or an access token by one indexed read, and strangers by none", async () => {
  const { reads, world } = spiedWorld();
  const browser = await t.signInAs(world);
  const minted = await browser.call("POST", "/v1/auth/tokens", { body: {} });
  const { tokens } = await minted.json<{ tokens: { accessToken: string } }>();
  const requests = [
    new Request(t.ORIGIN, {
      headers: { cookie: `onering_session=${browser.cookies.get("onering_session")}` },
    }),
    new Request(t.ORIGIN, { headers: { authorization: `bearer ${tokens.accessToken}` } }),
  ];
  for (const [i, request] of requests.entries()) {
    reads.length = 0;
    expect(await identify(world.deps, request)).toMatchObject({
      kind: "user",
      via: i === 0 ? "cookie" : "bearer",
    });
    expect(reads).toHaveLength(1);
    for (const read of reads) expect(await plan(read)).not.toContain("SCAN");
  }
  reads.length = 0;
  for (const headers of [
    {},
    { cookie: "onering_session=x" },
    { authorization: "Bearer x" },
    { authorization: "Basic x" },
  ])
    expect(await identify(world.deps, new Request(t.ORIGIN, { headers }))).toEqual({ kind: "anonymous" });
  expect(reads).toHaveLength(0);
});

it("still knows its user when 'last seen' cannot be written", async () => {
  const { world } = spiedWorld();
  const browser = await t.signInAs(world);
  world.clock.advance(2 * 60 * 60 * 1000);
  const db = new Proxy(world.deps.db, {
    get: (target, name) =>
      name === "update"
        ? () => {
            throw new Error("read-only");
          }
        : Reflect.get(target, name),
  });
  const cookie = `onering_session=${browser.cookies.get("onering_session")}`;
  const identity = await identify({ ...world.deps, db }, new Request(t.ORIGIN, { headers: { cookie } }));
  expect(identity.kind).toBe("user");
});
