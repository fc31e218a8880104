import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import {
  ACCESS_MS,
  REFRESH_MS,
  SESSION_IDLE_MS,
  SESSION_MS_MAX,
  SESSIONS_PER_USER_MAX,
  type Tokens,
} from "./contract.ts";
import { purge } from "./cron.ts";
import { sessions, signInCodes, tokenPairs } from "./schema.ts";
import * as t from "./test.fixture.ts";

const SESSIONS = "/v1/auth/sessions";
const TOKENS = "/v1/auth/tokens";
const REFRESH = "/v1/auth/tokens/refresh";

interface Listed {
  items: { id: string; kind: string; label: string; current: boolean; lastSeenAt: string }[];
}

const list = async (browser: t.TestBrowser) => (await browser.call("GET", SESSIONS)).json<Listed>();
const statusOf = async (browser: t.TestBrowser) => (await browser.call("GET", "/v1/me")).status;

async function signInByApi(
  world: t.World,
  email = t.freshEmail(),
): Promise<{ tokens: Tokens; client: t.TestBrowser }> {
  const client = world.browser({ "user-agent": "curl/8.5.0" });
  const asked = await client.call("POST", "/v1/auth/codes", { body: { email, client: "api" } });
  expect(asked.headers.get("set-cookie")).toBeNull();
  const { attempt } = await asked.json<{ attempt: string }>();
  const body = { code: await t.codeFor(world, email), attempt };
  const response = await client.call("POST", SESSIONS, { body });
  expect(response.status).toBe(201);
  expect(response.headers.get("set-cookie")).toBeNull();
  return { tokens: (await response.json<{ tokens: Tokens }>()).tokens, client };
}

/** A call with a bearer token and nothing else: no cookie, no Origin. */
async function withBearer(world: t.World, token: string, path = "/v1/me", method = "GET", body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, origin: null };
  return world.browser().call(method, path, body === undefined ? { headers } : { headers, body });
}

describe("sessions", () => {
  it("lists them with device, coarse time and which is this one", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const phone = world.browser({
      "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1",
    });
    await t.signInAs(world, email, phone);
    world.clock.advance(2 * HOUR_MS);
    const laptop = await t.signInAs(world, email);
    const { items } = await list(laptop);
    expect(items.map(({ label, current }) => [label, current])).toEqual([
      ["Unknown device", true],
      ["Safari on iPhone", false],
    ]);
    await phone.call("GET", "/v1/me");
    const seen = (await list(phone)).items.find((item) => item.current)?.lastSeenAt;
    world.clock.advance(HOUR_MS - 1);
    await phone.call("GET", "/v1/me");
    expect((await list(phone)).items.find((item) => item.current)?.lastSeenAt).toBe(seen);
  });

  it("ends one at once", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const [kept, lost] = [await t.signInAs(world, email), await t.signInAs(world, email)];
    const id = (await list(kept)).items.find((item) => !item.current)?.id;
    expect((await kept.call("DELETE", `${SESSIONS}/${id}`)).status).toBe(204);
    expect(await statusOf(lost)).toBe(401);
    expect(await statusOf(kept)).toBe(200);
    const again = await t.problem(await kept.call("DELETE", `${SESSIONS}/${id}`));
    expect(again).toMatchObject({ status: 404, code: "session_not_found" });
  });

  it("does not end or show another person's session", async () => {
    const world = t.createWorld();
    const [mine, theirs] = [await t.signInAs(world), await t.signInAs(world)];
    const id = (await list(theirs)).items[0]?.id;
    expect((await mine.call("DELETE", `${SESSIONS}/${id}`)).status).toBe(404);
    expect(await statusOf(theirs)).toBe(200);
    expect((await list(mine)).items).toHaveLength(1);
  });

  it("ends all others, and signs out here", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const others = [await t.signInAs(world, email), await t.signInAs(world, email)];
    const { tokens } = await signInByApi(world, email);
    const here = await t.signInAs(world, email);
    expect((await here.call("DELETE", SESSIONS)).status).toBe(204);
    for (const other of others) expect(await statusOf(other)).toBe(401);
    expect((await withBearer(world, tokens.accessToken)).status).toBe(401);
    const stale = here.copy();
    const out = await here.call("DELETE", `${SESSIONS}/current`);
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(
      /^onering_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(await statusOf(stale)).toBe(401);
  });

  it("replaces the session of a browser that signs in again", async () => {
    const ended: unknown[] = [];
    const world = t.createWorld({ endLiveSessions: async (...args) => void ended.push(args) });
    const browser = await t.signInAs(world);
    const before = browser.copy();
    const { id: userId } = await (await browser.call("GET", "/v1/me")).json<{ id: string }>();
    const current = (await list(browser)).items.find((session) => session.current);
    await t.signInAs(world, t.freshEmail(), browser);
    expect(ended).toEqual([[userId, { only: current?.id }]]);
    expect(await statusOf(before)).toBe(401);
    expect(await statusOf(browser)).toBe(200);
  });

  it("ends after 30 idle days, and after 180 in any case", async () => {
    const world = t.createWorld();
    const browser = await t.signInAs(world);
    const step = SESSION_IDLE_MS - 1;
    for (let past = step; past < SESSION_MS_MAX; past += step) {
      world.clock.advance(step);
      expect(await statusOf(browser)).toBe(200);
    }
    world.clock.advance(step);
    expect(await statusOf(browser)).toBe(401);
    const idle = await t.signInAs(world);
    world.clock.advance(SESSION_IDLE_MS);
    expect(await statusOf(idle)).toBe(401);
  });

  it("keeps the fifty last seen", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = await t.signInAs(world, email);
    world.clock.advance(1000);
    for (let i = 0; i < SESSIONS_PER_USER_MAX; i++)
      expect((await browser.call("POST", TOKENS, { body: {} })).status).toBe(201);
    expect(await statusOf(browser)).toBe(401);
  });

  it.each([["nonsense"], ["or_s_short"], [`or_s_${"a".repeat(43)}`], ["' or 1=1 --"]])(
    "takes the cookie %j for nobody's",
    async (value) => {
      const browser = t.createWorld().browser();
      browser.cookies.set("onering_session", value);
      expect(await statusOf(browser)).toBe(401);
    },
  );

  it("needs the prefixed cookie over https", async () => {
    const world = t.createWorld();
    const browser = await t.signInAs(world);
    const secure = world.browser({}, "https://onering.test");
    for (const [name, value] of browser.cookies) secure.cookies.set(name, value);
    expect(await statusOf(secure)).toBe(401);
    secure.cookies.set("__Host-onering_session", browser.cookies.get("onering_session") ?? "");
    expect(await statusOf(secure)).toBe(200);
  });
});

describe("tokens", () => {
  it("signs an API client in by its attempt alone", async () => {
    const world = t.createWorld();
    const { tokens } = await signInByApi(world);
    expect((await withBearer(world, tokens.accessToken)).status).toBe(200);
    const patched = await withBearer(world, tokens.accessToken, "/v1/me", "PATCH", { displayName: "Ada" });
    expect(await patched.json()).toMatchObject({ displayName: "Ada" });
    world.clock.advance(ACCESS_MS);
    const late = await withBearer(world, tokens.accessToken, "/v1/me", "PATCH", { displayName: "Bea" });
    expect(await t.problem(late)).toMatchObject({ status: 401, code: "unauthenticated" });
  });

  it("does not take another attempt's code, or a refresh token for access", async () => {
    const world = t.createWorld();
    const [email, mine] = [t.freshEmail(), t.freshEmail()];
    await world.browser().call("POST", "/v1/auth/codes", { body: { email, client: "api" } });
    const asked = await world
      .browser()
      .call("POST", "/v1/auth/codes", { body: { email: mine, client: "api" } });
    const { attempt } = await asked.json<{ attempt: string }>();
    const stolen = { code: await t.codeFor(world, email), attempt, email };
    expect((await world.browser().call("POST", SESSIONS, { body: stolen })).status).toBe(401);
    const { tokens } = await signInByApi(world);
    expect((await withBearer(world, tokens.refreshToken)).status).toBe(401);
  });

  it("mints for a signed-in browser, once per key, and not for a token or a stranger", async () => {
    const world = t.createWorld();
    const browser = await t.signInAs(world);
    const call = { body: { label: "My script" }, key: "mint-key-1" };
    const [first, same] = await Promise.all([
      browser.call("POST", TOKENS, call),
      browser.call("POST", TOKENS, call),
    ]);
    const minted = await first.json<{ sessionId: string; tokens: Tokens }>();
    expect(await same.json()).toEqual(minted);
    expect((await list(browser)).items.map((item) => item.label)).toContain("My script");
    expect((await list(browser)).items).toHaveLength(2);
    const mismatch = await browser.call("POST", TOKENS, { ...call, body: { label: "Another" } });
    expect((await t.problem(mismatch)).code).toBe("idempotency_mismatch");
    const byToken = await withBearer(world, minted.tokens.accessToken, TOKENS, "POST", {});
    expect(await t.problem(byToken)).toMatchObject({ status: 403, code: "forbidden" });
    expect((await world.browser().call("POST", TOKENS, { body: {} })).status).toBe(401);
  });

  it("rotates: the new pair works, the old access token until it ends", async () => {
    const world = t.createWorld();
    const { tokens } = await signInByApi(world);
    world.clock.advance(DAY_MS);
    const response = await world
      .browser()
      .call("POST", REFRESH, { body: { refreshToken: tokens.refreshToken } });
    expect(response.status).toBe(201);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const next = await response.json<Tokens>();
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    expect((await withBearer(world, next.accessToken)).status).toBe(200);
    world.clock.advance(REFRESH_MS - 1);
    const last = await world.browser().call("POST", REFRESH, { body: { refreshToken: next.refreshToken } });
    expect(last.status).toBe(201);
    world.clock.advance(REFRESH_MS);
    const { refreshToken } = await last.json<Tokens>();
    expect((await world.browser().call("POST", REFRESH, { body: { refreshToken } })).status).toBe(401);
  });

  it("takes the reuse of a rotated token for theft and ends the family", async () => {
    const world = t.createWorld();
    const { tokens } = await signInByApi(world);
    const body = { refreshToken: tokens.refreshToken };
    const next = await (await world.browser().call("POST", REFRESH, { body })).json<Tokens>();
    const thief = await t.problem(await world.browser().call("POST", REFRESH, { body }));
    expect(thief).toMatchObject({ status: 401, code: "token_invalid" });
    for (const token of [tokens.accessToken, next.accessToken])
      expect((await withBearer(world, token)).status).toBe(401);
    const owner = await world.browser().call("POST", REFRESH, { body: { refreshToken: next.refreshToken } });
    expect(owner.status).toBe(401);
  });

  it("gives the same pair to a refresh that is sent twice at once, or again, with its key", async () => {
    const world = t.createWorld();
    const { tokens } = await signInByApi(world);
    const call = { body: { refreshToken: tokens.refreshToken }, key: "refresh-1" };
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => world.browser().call("POST", REFRESH, call)),
    );
    const texts = await Promise.all(tries.map((response) => response.text()));
    expect(new Set(texts).size).toBe(1);
    world.clock.advance(1000);
    const again = await (await world.browser().call("POST", REFRESH, call)).json<Tokens>();
    expect(again).toEqual(JSON.parse(texts[0] ?? ""));
    expect((await withBearer(world, again.accessToken)).status).toBe(200);
    const next = await world.browser().call("POST", REFRESH, { body: { refreshToken: again.refreshToken } });
    const { accessToken } = await next.json<Tokens>();
    const late = await world.browser().call("POST", REFRESH, call);
    expect((await t.problem(late)).code).toBe("token_invalid");
    expect((await withBearer(world, accessToken)).status).toBe(200);
  });

  it("lets at most one of many thieves and the owner have a pair, then nobody", async () => {
    const world = t.createWorld();
    const { tokens } = await signInByApi(world);
    const body = { refreshToken: tokens.refreshToken };
    const tries = await Promise.all(
      Array.from({ length: 50 }, () => world.browser().call("POST", REFRESH, { body })),
    );
    expect(tries.filter((response) => response.status === 201).length).toBeLessThanOrEqual(1);
    expect((await withBearer(world, tokens.accessToken)).status).toBe(401);
  });

  it.each([["x"], [`or_r_${"a".repeat(43)}`], [`or_a_${"a".repeat(43)}`]])(
    "refuses to refresh %j",
    async (refreshToken) => {
      const world = t.createWorld();
      const response = await world.browser().call("POST", REFRESH, { body: { refreshToken } });
      expect(await t.problem(response)).toMatchObject({ status: 401, code: "token_invalid" });
    },
  );

  it("ignores a good cookie beside a bad bearer token", async () => {
    const browser = await t.signInAs(t.createWorld());
    const response = await browser.call("GET", "/v1/me", { headers: { authorization: "Bearer nobody" } });
    expect(response.status).toBe(401);
  });

  it("stores no secret that it hands out", async () => {
    const world = t.createWorld();
    const browser = await t.signInAs(world);
    const { tokens } = await signInByApi(world);
    const tables = [signInCodes, sessions, tokenPairs] as const;
    const rows = await Promise.all(tables.map((table) => world.deps.db.select().from(table)));
    for (const secret of [...browser.cookies.values(), tokens.accessToken, tokens.refreshToken])
      expect(JSON.stringify(rows)).not.toContain(secret.slice(5));
  });
});

describe("Origin", () => {
  const attempts: [string | null][] = [
    [null],
    ["null"],
    [""],
    ["https://onering.test"],
    ["http://onering.test.evil.example"],
    ["http://evil-onering.test"],
    ["http://onering.test:8787"],
    ["http://onering.test/"],
    ["HTTP://ONERING.TEST"],
    ["http://onering.test http://evil.example"],
  ];
  it.each(attempts)("%j changes nothing", async (origin) => {
    const browser = await t.signInAs(t.createWorld());
    const headers = { origin };
    for (const [method, path, body] of [
      ["PATCH", "/v1/me", { displayName: "Taken over" }],
      ["DELETE", SESSIONS],
      ["POST", TOKENS, {}],
      ["POST", "/v1/auth/codes", { email: t.freshEmail() }],
    ] as const) {
      const response = await browser.call(method, path, { headers, ...(body === undefined ? {} : { body }) });
      expect(await t.problem(response)).toMatchObject({ status: 403, code: "origin_refused" });
    }
    const upgrade = await browser.call("GET", "/v1/me", { headers: { ...headers, upgrade: "WebSocket" } });
    expect(upgrade.status).toBe(403);
    expect(await (await browser.call("GET", "/v1/me", { headers })).json()).not.toMatchObject({
      displayName: "Taken over",
    });
  });
});

it("deletes what has run out, and nothing else", async () => {
  const world = t.createWorld();
  await t.signInAs(world);
  await signInByApi(world);
  world.clock.advance(2 * HOUR_MS);
  const living = await t.signInAs(world);
  world.clock.advance(REFRESH_MS - 2 * HOUR_MS);
  const now = world.clock.now();
  const spent = async () => ({
    pairs: (await world.deps.db.select().from(tokenPairs)).filter((row) => row.refreshExpiresAt <= now)
      .length,
    codes: (await world.deps.db.select().from(signInCodes)).filter((row) => row.expiresAt < now - HOUR_MS)
      .length,
  });
  expect(await spent()).toEqual({
    pairs: expect.toSatisfy((n) => n > 0),
    codes: expect.toSatisfy((n) => n > 0),
  });
  await purge(world.deps);
  expect(await spent()).toEqual({ pairs: 0, codes: 0 });
  expect(await statusOf(living)).toBe(200);
});
