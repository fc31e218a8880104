import { env } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { createApp } from "./app.ts";
import { parseConfig } from "./env.ts";
import type { Problem } from "./kernel/http.ts";
import { REQUEST_MS_MAX } from "./kernel/limits.ts";
import { silentLog } from "./kernel/log.ts";
import type { Web } from "./web.ts";

const ORIGIN = "http://onering.test";
const web: Web = {
  handle: async (request) => {
    if (new URL(request.url).pathname === "/broken") throw new Error("secret words of a user");
    return new Response(`page ${request.method} ${new TextDecoder().decode(await request.arrayBuffer())}`, {
      headers: { "content-type": "text/html" },
    });
  },
  pattern: () => "/page",
};
const lines: string[] = [];
const log = {
  info: (event: string, fields?: object) => lines.push(JSON.stringify({ event, ...fields })),
  error: (event: string, fields?: object) => lines.push(JSON.stringify({ event, ...fields })),
};
const app = createApp({ web, overrides: { log } });
const call = async (path: string, init: RequestInit = {}) => app.fetch(new Request(ORIGIN + path, init), env);
const post = (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  call(path, {
    method: "POST",
    body,
    headers: {
      origin: ORIGIN,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
      ...headers,
    },
  });
const code = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = await response.json<Problem>();
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  return problem.code;
};

describe("every answer", () => {
  test("carries strict headers and a nonce of its own", async () => {
    const [first, second] = await Promise.all([call("/"), call("/")]);
    const policy = first.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'nonce-[\w-]{22}' 'strict-dynamic'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toBe(second.headers.get("content-security-policy"));
    expect(first.headers.get("x-content-type-options")).toBe("nosniff");
    expect(first.headers.has("strict-transport-security")).toBe(false);
  });

  test("asks for HTTPS in production", async () => {
    const production = createApp({
      overrides: { config: parseConfig({ ENVIRONMENT: "production" }), log: silentLog },
    });
    const response = await production.fetch(new Request(`${ORIGIN}/healthz`), env);
    expect(response.headers.get("strict-transport-security")).toContain("max-age=");
  });

  test("has a request id of ours, whatever the caller sends", async () => {
    const response = await call("/healthz", { headers: { "x-request-id": "mine" } });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is logged as one line without path, query or body", async () => {
    lines.length = 0;
    await call("/v1/drafts/secret-path?q=secret-query");
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/secret/);
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({
      event: "request",
      route: "getDraft",
      status: 401,
      user: null,
    });
  });
});

describe("addresses", () => {
  test("below /v1 answer problems: unknown 404, wrong method 405 with Allow", async () => {
    expect(await code(await call("/v1/nothing"))).toBe("not_found");
    expect(await code(await call("/v1"))).toBe("not_found");
    const response = await call("/v1/drafts", { method: "DELETE", headers: { origin: ORIGIN } });
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await code(response)).toBe("method_not_allowed");
  });

  test("that are not UTF-8 lead nowhere", async () => {
    expect(await code(await call("/invites/%ff"))).toBe("not_found");
    expect((await call("/v1/invites/%ff")).status).toBe(422);
  });

  test("HEAD answers as GET does, without a body", async () => {
    const response = await call("/healthz", { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});

describe("bodies", () => {
  const good = JSON.stringify({ email: "mara@example.com", client: "api" });
  test.each([
    ["text/plain", good, "unsupported_media_type", 415],
    ["application/json; charset=utf-16", good, "unsupported_media_type", 415],
    ["application/vnd.api+json", good, "unsupported_media_type", 415],
    ["application/json", "{", "malformed_body", 400],
    ["application/json", "", "malformed_body", 400],
    ["application/json", new Uint8Array([0x22, 0xff, 0x22]), "malformed_body", 400],
    ["application/json", '{"email":"a@b.example","extra":1}', "validation_failed", 422],
    ["application/json", "null", "validation_failed", 422],
  ] as const)("%s %s", async (type, body, expected, status) => {
    const response = await post("/v1/auth/codes", body, { "content-type": type });
    expect([await code(response), response.status]).toEqual([expected, status]);
  });

  test("are bounded with and without a length", async () => {
    const large = JSON.stringify({ email: "a".repeat(70_000) });
    expect(await code(await post("/v1/auth/codes", large))).toBe("body_too_large");
    const stream = new Response(large).body;
    const endless = new ReadableStream({
      pull: (c) => c.enqueue(new TextEncoder().encode("x".repeat(10_000))),
    });
    expect(await code(await post("/v1/auth/codes", stream))).toBe("body_too_large");
    expect(await code(await post("/v1/auth/codes", endless))).toBe("body_too_large");
    expect(
      await code(await post("/page", large, { "content-type": "application/x-www-form-urlencoded" })),
    ).toBe("body_too_large");
    const asUpgrade = { "content-type": "application/x-www-form-urlencoded", upgrade: "websocket" };
    expect(await code(await post("/page", large, asUpgrade))).toBe("body_too_large");
    const proof = JSON.stringify({ draftId: "a".repeat(1_100_000), segments: [] });
    expect(await code(await post("/v1/proofs/verify", proof))).toBe("body_too_large");
  });

  test("of pages are forms", async () => {
    expect(await code(await post("/page", "a", { "content-type": "text/plain" }))).toBe(
      "unsupported_media_type",
    );
    const response = await post("/page", "a=1", { "content-type": "application/x-www-form-urlencoded" });
    expect(await response.text()).toBe("page POST a=1");
  });

  test("need an Idempotency-Key where they change something", async () => {
    const response = await post("/v1/auth/codes", good, { "idempotency-key": "short" });
    expect(await code(response)).toBe("idempotency_key_required");
  });
});

describe("origins", () => {
  const origins = ["https://evil.example", "null", `${ORIGIN}.evil.example`, "http://onering.test:81", ""];
  test.each(origins)("%s may change nothing, by API, page or socket", async (origin) => {
    const body = JSON.stringify({ email: "mara@example.com" });
    expect(await code(await post("/v1/auth/codes", body, { origin }))).toBe("origin_refused");
    expect(await code(await post("/page", "a=1", { origin }))).toBe("origin_refused");
    const upgrade = await call("/v1/drafts/x/live", { headers: { upgrade: "websocket", origin } });
    expect(await code(upgrade)).toBe("origin_refused");
  });

  test("absent is refused too", async () => {
    const response = await call("/page", { method: "POST", body: "a=1" });
    expect(await code(response)).toBe("origin_refused");
  });
});

describe("bugs", () => {
  test("tell the caller a request id and nothing else, and the log no message", async () => {
    lines.length = 0;
    const response = await call("/broken");
    expect(response.status).toBe(500);
    const problem = await response.json<Problem>();
    expect(problem.code).toBe("internal");
    expect(JSON.stringify(problem)).not.toMatch(/secret|app\.test|at /);
    expect(lines.some((line) => line.includes('"bug"') && line.includes("app.test"))).toBe(true);
    expect(lines.join()).not.toMatch(/secret/);
  });

  test("show people a page", async () => {
    const response = await call("/broken", { headers: { accept: "text/html" } });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("Something broke on our side");
  });
});

test("an answer that doesn't come is given up, with a hint to try again", async () => {
  vi.useFakeTimers();
  const stuck = createApp({
    web: { handle: () => new Promise(() => {}), pattern: () => "/page" },
    overrides: { log: silentLog },
  });
  const asked = Promise.resolve(stuck.fetch(new Request(`${ORIGIN}/`), env));
  await vi.advanceTimersByTimeAsync(REQUEST_MS_MAX);
  vi.useRealTimers();
  const response = await asked;
  expect([response.status, response.headers.get("retry-after"), await code(response)]).toEqual([
    503,
    "5",
    "request_timeout",
  ]);
});

test("a crowd from one address is asked to wait, in production", async () => {
  const production = createApp({
    web,
    overrides: { config: parseConfig({ ENVIRONMENT: "production" }), log: silentLog },
  });
  const keys: string[] = [];
  const COARSE = { limit: async ({ key }: { key: string }) => ({ success: keys.push(key) < 3 }) };
  const ask = async () =>
    production.fetch(new Request(`${ORIGIN}/`, { headers: { "cf-connecting-ip": "203.0.113.9" } }), {
      ...env,
      COARSE,
    });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const third = await ask();
  expect([third.status, third.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(keys.join()).not.toContain("203.0.113.9");
});
