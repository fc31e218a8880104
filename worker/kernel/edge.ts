import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { MINUTE_MS, SECOND_MS } from "./clock.ts";
import { sha256Hex } from "./crypto.ts";
import { withSecurityHeaders } from "./headers.ts";
import { type AppBindings, FailureError, problemResponse } from "./http.ts";
import { REQUEST_MS_MAX } from "./limits.ts";
import { networkPrefix } from "./network.ts";
import type { Failure } from "./result.ts";

type Middleware = MiddlewareHandler<AppBindings>;

/** Only a GET upgrades: on anything else the header must not lift the limits of body and time. */
const isUpgrade = (request: Request): boolean =>
  request.method === "GET" && request.headers.get("upgrade")?.toLowerCase() === "websocket";

/** Told of every finished request: id or pattern of the route, status, duration in ms. */
export type RequestObserver = (seen: { route: string; method: string; status: number; ms: number }) => void;

/** Around everything: security headers on each answer and one log line, which never holds the path itself. */
export function frame(observe: RequestObserver): Middleware {
  return async (c, next) => {
    const { config, clock, log } = c.get("deps");
    const startedAt = clock.now();
    await next();
    c.res = withSecurityHeaders(c.res, c.get("requestId"), {
      nonce: c.get("nonce"),
      host: new URL(c.req.url).host,
      production: config.ENVIRONMENT === "production",
      // The built app runs under the strict policy everywhere; only the dev server injects style elements.
      development: config.ENVIRONMENT === "development" && import.meta.env?.DEV === true,
    });
    const identity = c.get("identity");
    const seen = {
      route: c.get("route") ?? "none",
      method: c.req.method,
      status: c.res.status,
      ms: clock.now() - startedAt,
    };
    observe(seen);
    log.info("request", {
      requestId: c.get("requestId"),
      ...seen,
      user: identity?.kind === "user" ? sha256Hex(`log:${identity.userId}`).slice(0, 16) : null,
    });
  };
}

/** Answers `request_timeout` when nothing came within the limit. What streams or is a socket has started by then. */
export const withinTime: Middleware = async (c, next) => {
  if (isUpgrade(c.req.raw)) return next();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new FailureError({
            code: "request_timeout",
            detail: "The answer took too long. Try again with the same Idempotency-Key.",
            retryAfter: 5,
          }),
        ),
      REQUEST_MS_MAX,
    );
  });
  try {
    await Promise.race([next(), late]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
};

/**
 * Coarse shield by address, in production only: on one's own machine everybody shares one address.
 * Exact limits live with the features. The address (of IPv6 its /64) is hashed before it leaves this function.
 */
export const coarseLimit: Middleware = async (c, next) => {
  const address = c.req.header("cf-connecting-ip");
  const shield: RateLimit | undefined = c.env.COARSE;
  if (c.get("deps").config.ENVIRONMENT === "production" && shield !== undefined && address !== undefined) {
    const { success } = await shield.limit({ key: sha256Hex(`ip:${networkPrefix(address)}`) });
    if (!success)
      throw new FailureError({
        code: "rate_limited",
        detail: "Too many requests from your network. Wait a minute.",
        retryAfter: MINUTE_MS / SECOND_MS,
      });
  }
  await next();
};

/** What a thrown error means to the caller. Bugs say nothing but that they are bugs. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof HTTPException && error.status === 400)
    return { code: "malformed_body", detail: "The request could not be read." };
  return {
    code: "internal",
    detail: "Something broke on our side. Nothing you acknowledged is lost; try again with the same key.",
  };
}

/** Logs a bug without its message, which may hold what somebody wrote: name, and where it happened. */
export function logBug(c: Context<AppBindings>, error: unknown): void {
  const known = error instanceof Error ? error : new Error("not an Error");
  const frames = (known.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = known.cause instanceof Error ? known.cause : null;
  // D1's own messages name tables and constraints, never values.
  const database = [known.message, cause?.message].find((message) => message?.startsWith("D1_ERROR"));
  c.get("deps").log.error("bug", {
    requestId: c.get("requestId"),
    route: c.get("route") ?? "none",
    name: known.name,
    cause: cause?.name ?? null,
    database: database ?? null,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(" | "),
  });
}

/** A thrown error as a problem document. */
export function problemOf(c: Context<AppBindings>, error: unknown): Response {
  const failure = toFailure(error);
  if (failure.code === "internal") logBug(c, error);
  return problemResponse(failure, c.get("requestId"));
}
