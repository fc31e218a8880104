import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { apiRoutes } from "../../api.ts";
import { createApp } from "../../app.ts";
import { parseConfig } from "../../env.ts";
import { ERRORS } from "../../kernel/errors.ts";
import { silentLog } from "../../kernel/log.ts";
import { call, createEdge } from "../../test.fixture.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { BUNDLED_MIGRATIONS } from "./readiness.ts";

const send = createEdge();
const TOKEN = "a-long-metrics-token";

function production(config: Record<string, string> = {}, bindings: Partial<typeof env> = {}) {
  const app = createApp({
    overrides: { config: parseConfig({ ENVIRONMENT: "production", ...config }), log: silentLog },
  });
  return async (path: string, headers: Record<string, string> = {}) =>
    app.fetch(new Request(`https://onering.test${path}`, { headers }), { ...env, ...bindings });
}

test("healthz says that the process answers, without asking the database", async () => {
  const noDatabase = production({}, { DB: {} as D1Database });
  const response = await noDatabase("/healthz");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

test("readyz wants the database and every migration of this build", async () => {
  const ready = await call(send, "GET", "/readyz");
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    status: "ready",
    checks: { database: "ok", migrations: "current" },
    latencyMs: expect.any(Number),
  });
  const last = BUNDLED_MIGRATIONS.at(-1) ?? "";
  await env.DB.prepare("DELETE FROM d1_migrations WHERE name = ?").bind(last).run();
  const behind = await call(send, "GET", "/readyz");
  expect([behind.status, ((await behind.json()) as { checks: object }).checks]).toEqual([
    503,
    { database: "ok", migrations: "behind" },
  ]);
  await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(last).run();
});

test("readyz without a database is 503 and names nothing", async () => {
  const response = await production(
    {},
    {
      DB: {
        prepare: () => {
          throw new Error("D1_ERROR: secret");
        },
      } as unknown as D1Database,
    },
  )("/readyz");
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ status: "not_ready", checks: { database: "unreachable" } });
  expect(text).not.toMatch(/secret|D1/);
});

test("metrics are Prometheus text, and closed in production but to the token", async () => {
  const open = await call(send, "GET", "/metrics");
  const text = await open.text();
  expect(open.headers.get("content-type")).toContain("version=0.0.4");
  expect(text).toMatch(/^onering_up 1$/m);
  expect(text).toMatch(/^onering_requests_total\{method="GET",route="readyz",status="200"\} \d+$/m);
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? [\d.e+-]+)$/);
  const closed = production({ METRICS_TOKEN: TOKEN });
  expect((await closed("/metrics")).status).toBe(404);
  expect((await closed("/metrics", { authorization: "Bearer wrong" })).status).toBe(404);
  expect((await closed("/metrics", { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect((await production()("/metrics", { authorization: "Bearer undefined" })).status).toBe(404);
});

test("openapi.json holds every route", async () => {
  const document = await (await call(send, "GET", "/openapi.json")).json<OpenApiDocument>();
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((o) => o.operationId),
  );
  expect(ids).toEqual(expect.arrayContaining(apiRoutes.map(({ spec }) => spec.id)));
  expect(ids).toEqual(expect.arrayContaining(["healthz", "readyz", "metrics", "openapi", "docs"]));
});

test("the reference pages show every operation and every code, without a script", async () => {
  const docs = await (await call(send, "GET", "/docs")).text();
  for (const { spec } of apiRoutes) expect(docs).toContain(`id="${spec.id}"`);
  const errors = await (await call(send, "GET", "/docs/errors")).text();
  for (const code of Object.keys(ERRORS)) expect(errors).toContain(`id="${code}"`);
  for (const page of [docs, errors]) expect(page).not.toMatch(/<script|https?:\/\/(?!onering)/);
  expect((await call(send, "GET", "/docs/style.css")).headers.get("content-type")).toContain("text/css");
});
