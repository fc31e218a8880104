import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { apiRoutes } from "./api.ts";
import type { Log, LogFields } from "./kernel/log.ts";
import type { Route } from "./kernel/route.ts";
import { type Caller, createEdge, makeDraft, ORIGIN, signIn } from "./test.fixture.ts";

/** Row 13 of the reliability table at small scale: whatever is sent, the answer is clear, and never a bug. */

const RUNS_PER_ROUTE = 25;
const bugs: LogFields[] = [];
const log: Log = {
  info: () => {},
  error: (event, fields) => {
    if (event === "bug") bugs.push({ ...fields });
  },
};
const send = createEdge({ log });
let caller: Caller;
let draftId: string;
beforeAll(async () => {
  caller = await signIn(send);
  draftId = await makeDraft(send, caller);
});

const nasty = fc.constantFrom<unknown>(
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e",
  "🧑‍🚀".repeat(300),
  "<script>alert(1)</script>",
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%00",
  "x".repeat(6000),
  -1,
  0,
  1.5,
  2 ** 53,
  Number.MAX_VALUE,
  null,
  true,
  [],
  {},
  [[[]]],
  { __proto__: null },
  "__proto__",
  "constructor",
  "2026-02-30T00:00:00Z",
);
const FIELDS = [
  "title",
  "platform",
  "text",
  "epoch",
  "expectedSeq",
  "to",
  "role",
  "email",
  "client",
  "code",
  "attempt",
  "handle",
  "displayName",
  "timeZone",
  "refreshToken",
  "segmentSeq",
  "kind",
  "seq",
  "lease",
  "segments",
  "draftId",
  "boundTo",
  "lifetimeMs",
  "label",
  "sharing",
  "__proto__",
];
const value = fc.oneof({ weight: 3, arbitrary: nasty }, { weight: 1, arbitrary: fc.jsonValue() });
const json = fc
  .dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 6 })
  .map((body) => JSON.stringify(body));
const body = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);
const part = fc.oneof(
  { weight: 3, arbitrary: fc.constant("DRAFT") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "x",
      "%",
      "%ff",
      "%2e%2e",
      "..%2f",
      "%00",
      "a".repeat(500),
      "0".repeat(36),
      "%F0%9F%9A%80",
    ),
  },
  { weight: 1, arbitrary: fc.string().map(encodeURIComponentSafely) },
);
const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom(
    "?now=x",
    "?at=-1",
    "?at=1e99",
    "?limit=0",
    "?limit=99999",
    "?cursor=%00",
    "?after=NaN",
    "?q=%ff",
    "?now=2026-02-30T00:00:00Z",
    "?at=1&at=2",
    "?format=exe",
    "?v=%F0",
  ),
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "application/json",
      "application/json;charset=utf-8",
      "text/plain",
      "application/json; charset=latin1",
    ),
    "idempotency-key": fc.constantFrom(
      "a-good-key-1",
      "a-good-key-2",
      "short",
      "x".repeat(200),
      "with space here",
    ),
    authorization: fc.constantFrom("SELF", "SELF", "SELF", "Bearer nonsense", "Basic eDp4", "Bearer"),
    cookie: fc.constantFrom("onering_session=x", "onering_session=%ff; onering_browser=%", "=;;="),
    upgrade: fc.constantFrom("websocket", "h2c"),
  },
  { requiredKeys: ["content-type", "authorization"] },
);

function encodeURIComponentSafely(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) || "_" : "_";
}

const routes: readonly Route[] = apiRoutes;

test.each(routes.map(({ spec }) => spec))("$id answers anything", async ({ method, path }) => {
  const input = fc.record({ body, query, headers, parts: fc.array(part, { minLength: 3, maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(input, async (given) => {
      const parts = [...given.parts];
      const url =
        path.replace(/:(\w+)(\{[^}]*\})?/g, () => (parts.shift() ?? "x").replace("DRAFT", draftId)) +
        given.query;
      const sent = new Headers({ ...given.headers, origin: ORIGIN } as Record<string, string>);
      if (sent.get("authorization") === "SELF") sent.set("authorization", `Bearer ${caller.token}`);
      const hasBody = method !== "get";
      const request = new Request(ORIGIN + url, {
        method: method.toUpperCase(),
        headers: sent,
        ...(hasBody ? { body: given.body } : {}),
      });
      const response = await send(request);
      if (response.webSocket) {
        response.webSocket.accept();
        response.webSocket.close();
        return;
      }
      const text = await response.text();
      expect(response.status, `${method} ${url} ${text}`).toBeLessThan(500);
      if (response.status >= 400) {
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        expect(JSON.parse(text)).toMatchObject({ status: response.status, code: expect.any(String) });
        expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|D1_ERROR|SQLITE|ZodError/);
      }
    }),
    { numRuns: RUNS_PER_ROUTE, includeErrorInReport: true },
  );
  expect(bugs).toEqual([]);
});
