import { Hono } from "hono";
import { apiRoutes } from "./api.ts";
import { devRoutes } from "./dev/routes.ts";
import { createDeps, type Deps, type Env } from "./env.ts";
import { identify } from "./features/auth/identify.ts";
import { checkOrigin } from "./features/auth/origin.ts";
import { countRequest } from "./features/operations/metrics.ts";
import { errorPage } from "./features/operations/page.ts";
import { operationRoutes } from "./features/operations/routes.ts";
import { mediaType, readBytes } from "./kernel/body.ts";
import { randomToken } from "./kernel/crypto.ts";
import { coarseLimit, frame, logBug, problemOf, toFailure, withinTime } from "./kernel/edge.ts";
import { ERRORS } from "./kernel/errors.ts";
import { type AppBindings, type AppContext, FailureError, problemResponse, unwrap } from "./kernel/http.ts";
import { newId } from "./kernel/ids.ts";
import { BODY_BYTES_MAX, PUBLIC_BODY_BYTES_MAX } from "./kernel/limits.ts";
import { allowedMethods, mount } from "./kernel/route.ts";
import type { Web } from "./web.ts";

const NONCE_BYTES = 16;
const FORM_TYPES = new Set(["application/x-www-form-urlencoded", "multipart/form-data", "application/json"]);

/** The whole edge: every request enters here. Tests leave the web app out or replace parts of `Deps`. */
export function createApp({
  web,
  overrides,
}: {
  web?: Web;
  overrides?: Partial<Deps>;
} = {}): Hono<AppBindings> {
  const app = new Hono<AppBindings>();
  const depsOf = perIsolate(overrides);
  app.use(async (c, next) => {
    const deps = depsOf(c.env);
    c.set("deps", deps);
    c.set("requestId", newId(deps.clock.now()));
    c.set("nonce", randomToken(NONCE_BYTES));
    await next();
  });
  app.use(frame(countRequest), withinTime);
  app.onError((error, c) => answerError(c, error));
  app.notFound((c) => notFound(c));

  // Health, documents and development pages: no sign-in, no limit by address.
  app.route("/", mount(operationRoutes(apiRoutes)));
  app.route("/dev", devRoutes);

  app.use(coarseLimit, async (c, next) => {
    const identity = await identify(c.get("deps"), c.req.raw);
    c.set("identity", identity);
    unwrap(checkOrigin(c.req.raw, identity));
    await next();
  });
  app.route("/", mount(apiRoutes));
  app.all("/v1/*", (c) => notFound(c));
  if (web !== undefined) app.all("*", (c) => showPage(c, web));
  return app;
}

/** Bindings live as long as their isolate, and so do the dependencies made from them. */
function perIsolate(overrides: Partial<Deps> | undefined): (env: Env) => Deps {
  const made = new WeakMap<Env, Deps>();
  return (env) => {
    const deps = made.get(env) ?? createDeps(env, overrides);
    made.set(env, deps);
    return deps;
  };
}

async function showPage(c: AppContext, web: Web): Promise<Response> {
  const { pathname } = new URL(c.req.url);
  // The router would print such a path to the console, and a path may hold an invite.
  if (!isDecodable(pathname))
    throw new FailureError({ code: "not_found", detail: "Nothing is at this address." });
  c.set("route", web.pattern(pathname));
  const { deps, identity, nonce, requestId } = c.var;
  return await web.handle(await boundedForm(c), { deps, identity, nonce, requestId });
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** The request for the web app, its form read here so that the limit holds without a Content-Length. */
async function boundedForm(c: AppContext): Promise<Request> {
  const request = c.req.raw;
  if (request.body === null) return request;
  // The runtime lets a GET carry a body (and makes one of a POST that asks to upgrade); pages have no use for it.
  if (request.method === "GET" || request.method === "HEAD") {
    const { url, method, headers, signal } = request;
    return new Request(url, { method, headers, signal });
  }
  if (!FORM_TYPES.has(mediaType(request)))
    throw new FailureError({ code: "unsupported_media_type", detail: "Pages take forms only." });
  const bytesMax = c.get("identity").kind === "anonymous" ? PUBLIC_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const body = unwrap(await readBytes(request, bytesMax));
  return new Request(request, { body });
}

function notFound(c: AppContext): Response {
  const { pathname } = new URL(c.req.url);
  const methods = allowedMethods(apiRoutes, pathname);
  if (methods.length === 0)
    return problemResponse({ code: "not_found", detail: "Nothing is at this address." }, c.get("requestId"));
  const response = problemResponse(
    { code: "method_not_allowed", detail: `This address takes ${methods.join(", ")}.` },
    c.get("requestId"),
  );
  response.headers.set("allow", methods.join(", "));
  return response;
}

async function answerError(c: AppContext, error: unknown): Promise<Response> {
  const isPage = !c.req.path.startsWith("/v1/") && c.req.header("accept")?.includes("text/html") === true;
  if (!isPage) return problemOf(c, error);
  const failure = toFailure(error);
  if (failure.code === "internal") logBug(c, error);
  return c.html(await errorPage(failure, c.get("requestId")), ERRORS[failure.code].status);
}
