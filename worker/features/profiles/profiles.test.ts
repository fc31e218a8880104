import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import type { Me } from "../auth/contract.ts";
import { purge } from "../auth/cron.ts";
import { generateHandle } from "../auth/domain-handles.ts";
import { handleRedirects, users } from "../auth/schema.ts";
import { getOrCreateUser, HANDLE_TRIES_MAX } from "../auth/service-users.ts";
import * as t from "../auth/test.fixture.ts";
import { HANDLE_CHANGES_PER_DAY_MAX, HANDLE_REDIRECT_MS } from "./contract.ts";
import { findByHandle } from "./service.ts";

const me = async (browser: t.TestBrowser) => (await browser.call("GET", "/v1/me")).json<Me>();
const patch = (browser: t.TestBrowser, body: unknown) => browser.call("PATCH", "/v1/me", { body });
const profile = (browser: t.TestBrowser, handle: string) => browser.call("GET", `/v1/profiles/${handle}`);

let count = 0;
const freshHandle = () => `chosen_${++count}_${crypto.randomUUID().slice(0, 8)}`;

describe("/v1/me", () => {
  it("shows and changes name, handle and time zone", async () => {
    const browser = await t.signInAs(t.createWorld());
    const before = await me(browser);
    expect(before).toMatchObject({
      timeZone: "UTC",
      verified: true,
      displayName: expect.stringMatching(/^\w+ \w+$/),
    });
    const handle = freshHandle();
    const change = { displayName: "  Zoë 🌿 مرحبا  ", handle: handle.toUpperCase(), timeZone: "Asia/Tokyo" };
    const response = await patch(browser, change);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...before,
      displayName: "Zoë 🌿 مرحبا",
      handle,
      timeZone: "Asia/Tokyo",
    });
    expect(await me(browser)).toMatchObject({ handle });
  });

  it("needs a sign-in", async () => {
    const browser = t.createWorld().browser();
    expect((await browser.call("GET", "/v1/me")).status).toBe(401);
    expect((await patch(browser, { displayName: "x" })).status).toBe(401);
  });

  it("shows HTML back as the text it is", async () => {
    const browser = await t.signInAs(t.createWorld());
    expect(await (await patch(browser, { displayName: "<b>Al</b>" })).json()).toMatchObject({
      displayName: "<b>Al</b>",
    });
  });

  it.each([
    [{ displayName: "" }],
    [{ displayName: "   " }],
    [{ displayName: "a".repeat(61) }],
    [{ displayName: "👍".repeat(300) }],
    [{ displayName: "two\nlines" }],
    [{ displayName: "\ud800" }],
    [{ displayName: "\u202egnp" }],
    [{ displayName: null }],
    [{ handle: "ab" }],
    [{ handle: "a".repeat(31) }],
    [{ handle: "with space" }],
    [{ handle: "hé_llo" }],
    [{ handle: "___" }],
    [{ handle: "admin" }],
    [{ timeZone: "Mars/Olympus" }],
    [{ timeZone: "+02:00" }],
    [{ timeZone: "" }],
    [{ role: "admin" }],
    [{ id: "x" }],
    [{ email: "other@example.com" }],
    [[]],
  ])("refuses %j and changes nothing", async (body) => {
    const browser = await t.signInAs(t.createWorld());
    const before = await me(browser);
    const answer = await t.problem(await patch(browser, body));
    expect(answer).toMatchObject({ status: 422, code: "validation_failed" });
    expect(answer.fields?.length).toBeGreaterThan(0);
    expect(await me(browser)).toEqual(before);
  });

  it("promise 4, never twice: a repeated key does not undo a later change", async () => {
    const browser = await t.signInAs(t.createWorld());
    const key = crypto.randomUUID();
    const headers = { "idempotency-key": key };
    const rename = (displayName: string) =>
      browser.call("PATCH", "/v1/me", { body: { displayName }, headers });
    expect((await rename("First")).status).toBe(200);
    await patch(browser, { displayName: "Later" });
    expect(await (await rename("First")).json()).toMatchObject({ displayName: "Later" });
    expect(await t.problem(await rename("Other"))).toMatchObject({ code: "idempotency_mismatch" });
  });

  it("accepts 60 emoji and an empty change", async () => {
    const browser = await t.signInAs(t.createWorld());
    expect((await patch(browser, { displayName: "👍".repeat(60) })).status).toBe(200);
    expect((await patch(browser, {})).status).toBe(200);
  });
});

describe("handles", () => {
  it("redirects the old one for 30 days, keeps it from others, then frees it", async () => {
    const world = t.createWorld();
    const [owner, other] = [await t.signInAs(world), await t.signInAs(world)];
    const old = (await me(owner)).handle;
    const next = freshHandle();
    await patch(owner, { handle: next });
    expect(await findByHandle(world.deps, old.toUpperCase())).toMatchObject({
      value: { movedTo: next, profile: { handle: next } },
    });
    expect(await findByHandle(world.deps, next)).toMatchObject({ value: { movedTo: null } });
    const moved = await profile(world.browser(), old);
    expect([moved.status, moved.headers.get("location")]).toEqual([307, `/v1/profiles/${next}`]);
    const before = await me(other);
    const taken = await t.problem(await patch(other, { handle: old, displayName: "Not me" }));
    expect(taken).toMatchObject({ status: 409, code: "handle_taken" });
    expect(await me(other)).toEqual(before);
    expect((await t.problem(await patch(other, { handle: next }))).code).toBe("handle_taken");
    world.clock.advance(HANDLE_REDIRECT_MS - 1);
    await t.signInAs(world, before.email ?? "", other);
    expect((await patch(other, { handle: old })).status).toBe(409);
    world.clock.advance(1);
    expect(await findByHandle(world.deps, old)).toMatchObject({ error: { code: "not_found" } });
    expect((await profile(world.browser(), old)).status).toBe(404);
    expect((await patch(other, { handle: old })).status).toBe(200);
    expect(await findByHandle(world.deps, old)).toMatchObject({ value: { movedTo: null } });
    await purge(world.deps);
  });

  it("lets its owner take the old one back", async () => {
    const world = t.createWorld();
    const owner = await t.signInAs(world);
    const { handle: old, id } = await me(owner);
    const next = freshHandle();
    await patch(owner, { handle: next });
    expect((await patch(owner, { handle: old })).status).toBe(200);
    const rows = await world.deps.db.select().from(handleRedirects).where(eq(handleRedirects.userId, id));
    expect(rows.map((row) => row.handle)).toEqual([next]);
  });

  it("gives a wanted handle to one of many who ask at once", async () => {
    const world = t.createWorld();
    const browsers = await Promise.all(Array.from({ length: 10 }, () => t.signInAs(world)));
    const handle = freshHandle();
    const answers = await Promise.all(browsers.map((browser) => patch(browser, { handle })));
    expect(answers.map((response) => response.status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });

  it("leaves no gap when one person changes twice at once", async () => {
    const world = t.createWorld();
    const owner = await t.signInAs(world);
    const { handle: old, id } = await me(owner);
    const wanted = [freshHandle(), freshHandle()];
    await Promise.all(wanted.map((handle) => patch(owner, { handle })));
    const { handle } = await me(owner);
    const rows = await world.deps.db.select().from(handleRedirects).where(eq(handleRedirects.userId, id));
    expect(rows.map((row) => row.handle).sort()).toEqual(
      [old, ...wanted.filter((one) => one !== handle)].sort(),
    );
  });

  it("may be changed five times a day", async () => {
    const world = t.createWorld();
    const owner = await t.signInAs(world);
    for (let i = 0; i < HANDLE_CHANGES_PER_DAY_MAX; i++)
      expect((await patch(owner, { handle: freshHandle() })).status).toBe(200);
    expect(await t.problem(await patch(owner, { handle: freshHandle() }))).toMatchObject({
      code: "rate_limited",
    });
    expect((await patch(owner, { displayName: "Still fine" })).status).toBe(200);
    world.clock.advance(DAY_MS);
    expect((await patch(owner, { handle: freshHandle() })).status).toBe(200);
  });

  it("is generated anew when it is taken, and gives up after a while", async () => {
    const { deps } = t.createWorld();
    const first = await getOrCreateUser(deps, { email: t.freshEmail() }, () => 3);
    let calls = 0;
    const second = await getOrCreateUser(deps, { email: t.freshEmail() }, () => (calls++ < 6 ? 3 : 4));
    expect(first.handle).toBe(generateHandle(() => 3));
    expect(second.handle).toBe(generateHandle(() => 4));
    calls = 0;
    const counting = () => {
      calls++;
      return 3;
    };
    await expect(getOrCreateUser(deps, { email: t.freshEmail() }, counting)).rejects.toThrow();
    expect(calls).toBe(HANDLE_TRIES_MAX * 3);
  });

  it("does not generate one that still redirects", async () => {
    const { deps, clock } = t.createWorld();
    const user = await getOrCreateUser(deps, { email: t.freshEmail() }, () => 5);
    const expiresAt = clock.now() + 1;
    await deps.db
      .insert(handleRedirects)
      .values({ handle: generateHandle(() => 6), userId: user.id, expiresAt });
    await expect(getOrCreateUser(deps, { email: t.freshEmail() }, () => 6)).rejects.toThrow();
  });

  it("shows only what is public", async () => {
    const world = t.createWorld();
    const browser = await t.signInAs(world);
    const { handle, displayName, verified, createdAt } = await me(browser);
    const found = await findByHandle(world.deps, handle);
    expect(found).toEqual({
      ok: true,
      value: { profile: { handle, displayName, verified, createdAt }, movedTo: null },
    });
    const [row] = await world.deps.db.select().from(users).where(eq(users.handle, handle));
    const shown = await (await profile(world.browser(), handle.toUpperCase())).text();
    expect(JSON.parse(shown)).toEqual({ handle, displayName, verified, createdAt });
    for (const secret of [row?.id, row?.email]) expect(JSON.stringify(found)).not.toContain(secret);
  });
});
