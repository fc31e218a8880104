import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../kernel/clock.ts";
import { fail, ok } from "../../kernel/result.ts";
import {
  CODE_MS,
  CODE_TRIES_MAX,
  CODES_PER_ADDRESS_AND_NETWORK_HOUR_MAX,
  CODES_PER_NETWORK_HOUR_MAX,
} from "./contract.ts";
import { type Mail, type Mailer, resendMailer } from "./mail.ts";
import { signInCodes } from "./schema.ts";
import { listMails } from "./store-outbox.ts";
import * as t from "./test.fixture.ts";

const SESSIONS = "/v1/auth/sessions";

describe("POST /v1/auth/codes", () => {
  it("sends a code of six digits and binds it to the browser", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const response = await t.ask(world.browser(), `  ${email.toUpperCase()} `);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ delivery: "outbox", expiresInSeconds: 600 });
    expect(await t.codeFor(world, email)).toMatch(/^\d{6}$/);
    expect(response.headers.get("set-cookie")).toMatch(
      /^onering_browser=or_b_[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it("prefixes and secures the cookie over https", async () => {
    const world = t.createWorld();
    const response = await t.ask(world.browser({}, "https://onering.test"), t.freshEmail());
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^__Host-onering_browser=or_b_/);
    expect(cookie).toContain("Secure");
  });

  it("answers a known and an unknown address alike, byte for byte, cookies too", async () => {
    const world = t.createWorld();
    const known = t.freshEmail();
    await t.signInAs(world, known);
    const answers = [];
    for (const email of [known, t.freshEmail()]) {
      const response = await t.ask(world.browser(), email);
      const cookies = response.headers.getSetCookie().map((cookie) => cookie.replace(/or_b_[\w-]{43}/, "…"));
      const headers = [...response.headers].filter(([name]) => name !== "set-cookie");
      answers.push({ status: response.status, body: await response.text(), cookies, headers });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it.each([
    ["", 422],
    ["not an address", 422],
    [`${"a".repeat(250)}@example.com`, 422],
    ["a@example.com\r\nBcc: b@example.com", 422],
    ["<script>@example.com", 422],
    ["\ud800@example.com", 422],
    [7, 422],
    [null, 422],
  ])("refuses %j as an address", async (email, status) => {
    const world = t.createWorld();
    const response = await world.browser().call("POST", "/v1/auth/codes", { body: { email } });
    expect(response.status).toBe(status);
  });

  it("refuses unknown fields, and a missing key", async () => {
    const world = t.createWorld();
    const body = { email: t.freshEmail(), admin: true };
    expect((await world.browser().call("POST", "/v1/auth/codes", { body })).status).toBe(422);
    const keyless = await t.ask(world.browser(), t.freshEmail(), { headers: { "idempotency-key": null } });
    expect((await t.problem(keyless)).code).toBe("idempotency_key_required");
  });

  it("sends one mail for one key, and gives a client that lost the answer the same binding", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const [first, again] = [world.browser(), world.browser()];
    await t.ask(first, email, { key: "same-key-1" });
    await t.ask(again, email, { key: "same-key-1" });
    expect(await listMails(world.deps.db, email)).toHaveLength(1);
    expect([...again.cookies]).toEqual([...first.cookies]);
    const other = await t.ask(world.browser(), t.freshEmail(), { key: "same-key-1" });
    expect((await t.problem(other)).code).toBe("idempotency_mismatch");
  });

  it("sends one mail for one key even when both arrive at once", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const both = await Promise.all(
      [1, 2, 3].map(() => t.ask(world.browser(), email, { key: "raced-key-1" })),
    );
    for (const response of both) expect([202, 409]).toContain(response.status);
    expect(await listMails(world.deps.db, email)).toHaveLength(1);
  });

  it("limits an address from one network, exactly, also when raced", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = () => world.browser({ "cf-connecting-ip": "203.0.113.9" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => t.ask(browser(), email)));
    const sent = answers.filter((response) => response.status === 202);
    expect(sent).toHaveLength(CODES_PER_ADDRESS_AND_NETWORK_HOUR_MAX);
    const refused = answers.find((response) => response.status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBe(HOUR_MS / SECOND_MS);
    const owner = world.browser({ "cf-connecting-ip": "198.51.100.7" });
    expect((await t.ask(owner, email)).status).toBe(202);
    world.clock.advance(HOUR_MS);
    expect((await t.ask(browser(), email)).status).toBe(202);
  });

  it("limits a network over all its addresses, an IPv6 /64 as one", async () => {
    const world = t.createWorld();
    const answers = [];
    for (let i = 0; i <= CODES_PER_NETWORK_HOUR_MAX; i++) {
      const browser = world.browser({ "cf-connecting-ip": `2001:db8:1:2::${i.toString(16)}` });
      answers.push((await t.ask(browser, t.freshEmail())).status);
    }
    expect(answers.slice(0, -1)).toEqual(Array(CODES_PER_NETWORK_HOUR_MAX).fill(202));
    expect(answers.at(-1)).toBe(429);
  });

  it("promise 7, no key, no crash: says that mail is off, to every address alike, in production without a key", async () => {
    const config = { ...t.createWorld().deps.config, ENVIRONMENT: "production" as const };
    const { createDeps } = await import("../../env.ts");
    const { env } = await import("cloudflare:test");
    const world = t.createWorld({ config, mailer: createDeps(env, { config }).mailer });
    for (let i = 0; i < 8; i++)
      expect(await t.problem(await t.ask(world.browser(), "same@example.com"))).toMatchObject({
        status: 503,
        code: "mail_disabled",
      });
    expect((await world.browser().call("GET", "/dev/outbox")).status).toBe(404);
    expect((await world.browser().call("GET", "/dev/outbox.json")).status).toBe(404);
  });

  it("says so when the mail did not leave, and lets the same key try again", async () => {
    const sent: Mail[] = [];
    let isDown = true;
    const mailer: Mailer = {
      kind: "mail",
      send: async (mail) => {
        if (isDown) return fail("mail_failed", "down");
        sent.push(mail);
        return ok(null);
      },
    };
    const world = t.createWorld({ mailer });
    const email = t.freshEmail();
    const refused = await t.ask(world.browser(), email, { key: "retry-key-1" });
    expect(await t.problem(refused)).toMatchObject({ status: 503, code: "mail_failed" });
    isDown = false;
    expect(await (await t.ask(world.browser(), email, { key: "retry-key-1" })).json()).toMatchObject({
      delivery: "mail",
    });
    expect(sent).toHaveLength(1);
  });
});

describe("POST /v1/auth/sessions", () => {
  it("signs a new user in, with a generated handle", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = world.browser({
      "user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0",
    });
    await t.ask(browser, email);
    const code = await t.codeFor(world, email);
    const body = { code: `${code.slice(0, 3)} ${code.slice(3)}`, email, timeZone: "Europe/Madrid" };
    const response = await browser.call("POST", SESSIONS, { body });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      isNewUser: true,
      user: {
        email,
        timeZone: "Europe/Madrid",
        role: "user",
        handle: expect.stringMatching(/^[a-z]+_[a-z]+_\d{4}$/),
      },
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("set-cookie")).toMatch(
      /^onering_session=or_s_[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.call("GET", "/v1/me")).status).toBe(200);
  });

  it("never looks at more than five of 100 guesses that arrive together", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = world.browser();
    await t.ask(browser, email);
    const code = await t.codeFor(world, email);
    const guesses = Array.from({ length: 100 }, (_, i) => String(i + 1).padStart(6, "0")).filter(
      (one) => one !== code,
    );
    const answers = await Promise.all(
      guesses.map((guess) => browser.call("POST", SESSIONS, { body: { code: guess } })),
    );
    const codes = await Promise.all(answers.map(async (answer) => (await t.problem(answer)).code));
    expect(codes.filter((one) => one === "code_invalid")).toHaveLength(CODE_TRIES_MAX);
    expect(codes.filter((one) => one === "code_expired")).toHaveLength(guesses.length - CODE_TRIES_MAX);
    expect(await triesOf(world, email)).toBe(CODE_TRIES_MAX);
    const late = await browser.call("POST", SESSIONS, { body: { code } });
    expect((await t.problem(late)).code).toBe("code_expired");
  });

  it("lets one of 100 right answers win", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = world.browser();
    await t.ask(browser, email);
    const code = await t.codeFor(world, email);
    const tabs = Array.from({ length: 100 }, () => browser.copy());
    const answers = await Promise.all(tabs.map((tab) => tab.call("POST", SESSIONS, { body: { code } })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await triesOf(world, email)).toBeLessThanOrEqual(CODE_TRIES_MAX);
  });

  it("gives the same session again for the same key, and a replay with another key nothing", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = world.browser();
    await t.ask(browser, email);
    const code = await t.codeFor(world, email);
    const lost = browser.copy();
    const [first, same] = await Promise.all([
      browser.call("POST", SESSIONS, { body: { code }, key: "sign-in-1" }),
      lost.call("POST", SESSIONS, { body: { code }, key: "sign-in-1" }),
    ]);
    expect([first.status, same.status]).toEqual([201, 201]);
    expect(await same.text()).toBe(await first.text());
    expect([...lost.cookies]).toEqual([...browser.cookies]);
    const other = await browser.copy().call("POST", SESSIONS, { body: { code }, key: "sign-in-2" });
    expect(await t.problem(other)).toMatchObject({ status: 401, code: "code_invalid" });
    const mismatch = await browser
      .copy()
      .call("POST", SESSIONS, { body: { code: t.otherCode(code) }, key: "sign-in-1" });
    expect((await t.problem(mismatch)).code).toBe("idempotency_mismatch");
  });

  it("refuses another browser, and lets its guesses cost the asker nothing", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const [owner, stranger] = [world.browser(), world.browser()];
    await t.ask(owner, email);
    const code = await t.codeFor(world, email);
    const guess = async () => (await stranger.call("POST", SESSIONS, { body: { code, email } })).status;
    expect(await guess()).toBe(401);
    for (const asked of [t.freshEmail(), email]) {
      await t.ask(stranger, asked);
      for (let i = 0; i < CODE_TRIES_MAX + 1; i++) expect(await guess()).toBe(401);
    }
    expect((await owner.call("POST", SESSIONS, { body: { code, email } })).status).toBe(201);
  });

  it("ends a code after ten minutes, by the millisecond, and when a newer one was sent", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = world.browser();
    await t.ask(browser, email);
    const old = await t.codeFor(world, email);
    world.clock.advance(CODE_MS);
    expect((await t.problem(await browser.call("POST", SESSIONS, { body: { code: old } }))).code).toBe(
      "code_expired",
    );
    await t.ask(browser, email);
    world.clock.advance(MINUTE_MS);
    const superseded = await t.codeFor(world, email);
    await t.ask(browser, email);
    const newest = await t.codeFor(world, email);
    const answer = await t.problem(
      await browser.call("POST", SESSIONS, { body: { code: t.otherCode(newest) } }),
    );
    expect(answer).toMatchObject({ code: "code_invalid", facts: { triesLeft: 4 } });
    if (superseded !== newest)
      expect((await browser.call("POST", SESSIONS, { body: { code: superseded } })).status).toBe(401);
    world.clock.advance(CODE_MS - 1);
    expect((await browser.call("POST", SESSIONS, { body: { code: newest } })).status).toBe(201);
  });

  it("makes one user when an address signs in for the first time twice at once", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browsers = [world.browser(), world.browser()];
    const ids = await Promise.all(
      browsers.map(async (browser) => {
        await t.ask(browser, email);
        const mails = await listMails(world.deps.db, email);
        const codes = mails.map((mail) => /\b\d{6}\b/.exec(mail.text)?.[0] ?? "");
        for (const code of codes) {
          const response = await browser.call("POST", SESSIONS, { body: { code } });
          if (response.status === 201) return (await response.json<{ user: { id: string } }>()).user.id;
        }
        return "not signed in";
      }),
    );
    expect(ids[0]).not.toBe("not signed in");
    expect(ids[1]).toBe(ids[0]);
  });

  it("stores neither code nor secret", async () => {
    const world = t.createWorld();
    const email = t.freshEmail();
    const browser = await t.signInAs(world, email);
    const code = await t.codeFor(world, email);
    const rows = JSON.stringify(await world.deps.db.select().from(signInCodes));
    for (const secret of [...browser.cookies.values(), `"${code}"`]) expect(rows).not.toContain(secret);
  });

  it.each(["12345", "1234567", "abcdef", "१२३४५६", "", "<b>12"])("refuses %j as a code", async (code) => {
    const world = t.createWorld();
    expect((await world.browser().call("POST", SESSIONS, { body: { code } })).status).toBe(422);
  });
});

it("keeps at most a hundred mails, shows them escaped, and finds those of one address", async () => {
  const world = t.createWorld();
  const to = t.freshEmail();
  const text = "<script>alert(1)</script>";
  for (let i = 0; i < 105; i++) {
    world.clock.advance(1);
    await world.deps.mailer.send({ to, subject: `${i} & <b>`, text, key: "k" });
  }
  expect(await listMails(world.deps.db)).toHaveLength(100);
  const page = await (await world.browser().call("GET", "/dev/outbox")).text();
  expect(page).toContain("104 &amp; &lt;b&gt;");
  expect(page).not.toContain("<script>");
  const found = await (await world.browser().call("GET", `/dev/outbox.json?to=${to}`)).json<{
    items: unknown[];
  }>();
  expect(found.items).toHaveLength(100);
  const none = await (await world.browser().call("GET", "/dev/outbox.json?to=nobody@example.com")).json();
  expect(none).toEqual({ items: [] });
});

it("sends by Resend without following redirects, and passes nothing of its answer on", async () => {
  const seen: Request[] = [];
  let status = 200;
  const mailer = resendMailer("key-1", "OneRing <ring@onering.example>", async (input, init) => {
    seen.push(new Request(input as string, init as RequestInit));
    return new Response("secret detail", { status });
  });
  const mail = { to: "a@example.com", subject: "s", text: "t", key: "k-1" };
  expect(await mailer.send(mail)).toEqual(ok(null));
  expect(seen[0]?.redirect).toBe("manual");
  expect(seen[0]?.headers.get("authorization")).toBe("Bearer key-1");
  expect(await seen[0]?.json()).toMatchObject({ to: ["a@example.com"], text: "t" });
  for (status of [301, 401, 422, 500]) {
    const result = await mailer.send(mail);
    expect(JSON.stringify(result)).not.toContain("secret detail");
    expect(result).toMatchObject({ ok: false, error: { code: "mail_failed" } });
  }
});

async function triesOf(world: t.World, email: string): Promise<number> {
  const rows = await world.deps.db.select().from(signInCodes);
  return Math.max(...rows.filter((row) => row.email === email).map((row) => row.tries));
}

it("counts a day as well as an hour", async () => {
  const world = t.createWorld();
  const email = t.freshEmail();
  let sent = 0;
  for (let hour = 0; hour < 12; hour++) {
    for (let i = 0; i < 5; i++) sent += (await t.ask(world.browser(), email)).status === 202 ? 1 : 0;
    world.clock.advance(HOUR_MS);
  }
  expect(sent).toBe(30);
  world.clock.advance(DAY_MS);
  expect((await t.ask(world.browser(), email)).status).toBe(202);
});
