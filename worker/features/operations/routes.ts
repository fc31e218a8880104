import * as z from "zod";
import { equalInConstantTime } from "../../kernel/crypto.ts";
import type { AppContext } from "../../kernel/http.ts";
import { fail, ok } from "../../kernel/result.ts";
import { type Route, route } from "../../kernel/route.ts";
import { docsCss, docsPage, errorsPage } from "./docs.ts";
import { collectMetrics } from "./metrics.ts";
import { type OpenApiDocument, openApiDocument } from "./openapi.ts";
import { checkReadiness, readiness } from "./readiness.ts";

const base = { method: "get", tag: "Operations", access: "public" } as const;

/** Health and metrics. Outside `/v1`: they ask for no sign-in and read no cookie. */
const healthRoutes = [
  route(
    {
      ...base,
      id: "healthz",
      path: "/healthz",
      summary: "Whether the process answers",
      answer: { status: 200, schema: z.object({ status: z.literal("ok") }), description: "It does" },
    },
    async () => ok({ status: "ok" as const }),
  ),
  route(
    {
      ...base,
      id: "readyz",
      path: "/readyz",
      summary: "Whether traffic may come: database reachable, migrations current",
      answer: { status: 200, schema: readiness, description: "Ready; 503 with the same body when not" },
    },
    async ({ deps, c }) => {
      const state = await checkReadiness(deps);
      return c.json(state, state.status === "ready" ? 200 : 503, { "cache-control": "no-store" });
    },
  ),
  route(
    {
      ...base,
      id: "metrics",
      path: "/metrics",
      summary: "Prometheus metrics; in production with the metrics token as bearer",
      answer: { status: 200, media: "text/plain", description: "Prometheus text" },
    },
    async ({ deps, c }) => {
      if (!mayReadMetrics(c)) return fail("not_found", "Nothing is at this address.");
      return c.text(await collectMetrics(deps), 200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "cache-control": "no-store",
      });
    },
  ),
] as const satisfies readonly Route[];

const docsRoutes = (document: () => OpenApiDocument) =>
  [
    route(
      {
        ...base,
        id: "openapi",
        path: "/openapi.json",
        summary: "This API as an OpenAPI 3.1 document",
        answer: { status: 200, media: "application/json", description: "The document" },
      },
      async ({ c }) => c.json(document(), 200, { "cache-control": "public, max-age=300" }),
    ),
    route(
      {
        ...base,
        id: "docs",
        path: "/docs",
        summary: "The same, to read and try",
        answer: { status: 200, media: "text/html", description: "A page" },
      },
      async ({ c }) => c.html(await docsPage(document())),
    ),
    route(
      {
        ...base,
        id: "docsErrors",
        path: "/docs/errors",
        summary: "Every error code and its status",
        answer: { status: 200, media: "text/html", description: "A page" },
      },
      async ({ c }) => c.html(await errorsPage()),
    ),
    route(
      {
        ...base,
        id: "docsStyle",
        path: "/docs/style.css",
        summary: "The look of the reference pages",
        answer: { status: 200, media: "text/css", description: "A style sheet" },
      },
      async ({ c }) =>
        c.body(docsCss, 200, {
          "content-type": "text/css; charset=utf-8",
          "cache-control": "public, max-age=300",
        }),
    ),
  ] as const satisfies readonly Route[];

/** Health, metrics, and the documents of all routes: of `api` and of these themselves. */
export function operationRoutes(api: readonly Route[]): readonly Route[] {
  let made: OpenApiDocument | undefined;
  const routes: readonly Route[] = [
    ...healthRoutes,
    ...docsRoutes(() => {
      made ??= openApiDocument([...api, ...routes]);
      return made;
    }),
  ];
  return routes;
}

function mayReadMetrics(c: AppContext): boolean {
  const { ENVIRONMENT, METRICS_TOKEN } = c.get("deps").config;
  if (ENVIRONMENT !== "production") return true;
  const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  return METRICS_TOKEN !== undefined && given !== undefined && equalInConstantTime(given, METRICS_TOKEN);
}
