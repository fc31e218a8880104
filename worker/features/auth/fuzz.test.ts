import fc from "fast-check";
import { expect, it } from "vitest";
import { updateMe } from "../profiles/service.ts";
import * as t from "./test.fixture.ts";

const RUNS = 150;

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "a@example.com",
    "123456",
    "\ud800",
    "\u0000",
    "' or 1=1 --",
    "<script>",
    "UTC",
    "admin",
    "api",
  ),
);
const value = fc.oneof(word, fc.integer(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const fields = [
  "email",
  "client",
  "code",
  "attempt",
  "timeZone",
  "refreshToken",
  "label",
  "displayName",
  "handle",
  "x",
];
const body = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(fc.constantFrom(...fields), value));
const header = fc
  .string({ unit: "grapheme-ascii", maxLength: 60 })
  .map((text) => text.replace(/[\r\n]/g, ""));

const routes = [
  ["POST", "/v1/auth/codes"],
  ["POST", "/v1/auth/sessions"],
  ["POST", "/v1/auth/tokens"],
  ["POST", "/v1/auth/tokens/refresh"],
  ["PATCH", "/v1/me"],
] as const;

it.each(routes)("%s %s answers any body clearly", async (method, path) => {
  const world = t.createWorld();
  const signedIn = await t.signInAs(world);
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (anyBody, isSignedIn) => {
      const browser = isSignedIn ? signedIn : world.browser();
      const response = await browser.call(method, path, { body: anyBody });
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toContain("    at ");
      world.clock.advance(60 * 60 * 1000);
      if (isSignedIn && (await browser.call("GET", "/v1/me")).status === 401)
        await t.signInAs(world, t.freshEmail(), browser);
    }),
    { numRuns: RUNS, includeErrorInReport: true },
  );
});

it("reads any cookie, bearer token, address and key without falling over", async () => {
  const world = t.createWorld();
  await fc.assert(
    fc.asyncProperty(header, header, header, header, async (cookie, token, address, path) => {
      const headers = {
        cookie: `onering_session=${cookie}; onering_browser=%E0%A4%A${cookie}`,
        authorization: `Bearer ${token}`,
        "cf-connecting-ip": address,
        "user-agent": token,
        origin: path.length % 2 === 0 ? t.ORIGIN : path,
      };
      const calls = [
        world.browser().call("GET", "/v1/me", { headers }),
        t.ask(world.browser(), t.freshEmail(), { headers }),
        world.browser().call("DELETE", `/v1/auth/sessions/${encodeURIComponent(path || "x")}`, { headers }),
      ];
      for (const response of await Promise.all(calls)) expect(response.status).toBeLessThan(500);
    }),
    { numRuns: RUNS, includeErrorInReport: true },
  );
});

it("lets nobody change somebody without being somebody", async () => {
  const { deps } = t.createWorld();
  expect(
    await updateMe(deps, { kind: "anonymous" }, { displayName: "x" }, crypto.randomUUID()),
  ).toMatchObject({
    error: { code: "unauthenticated" },
  });
});
