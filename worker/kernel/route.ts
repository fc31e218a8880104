import { zValidator } from "@hono/zod-validator";
import { Hono, type MiddlewareHandler } from "hono";
import * as z from "zod";
import type { Deps } from "../env.ts";
import { takeJsonBody } from "./body.ts";
import { type AppBindings, type AppContext, FailureError, problemResponse } from "./http.ts";
import type { Identity } from "./identity.ts";
import { BODY_BYTES_MAX, IDEMPOTENCY_KEY_CHARS_MAX, PUBLIC_BODY_BYTES_MAX } from "./limits.ts";
import { fail, type Result } from "./result.ts";

type Schema = z.core.$ZodType;
type Output<S> = S extends Schema ? z.core.output<S> : undefined;

/** Who may call a route at all. What a member may do inside a draft is decided by the draft's object, not here. */
export type Access = "public" | "user" | "admin";

export interface RouteSpec<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  A extends Schema | undefined = Schema | undefined,
> {
  /** Unique name: the `operationId` in OpenAPI, the method name in the client, the row in the authorisation matrix. */
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Hono path, as in `/v1/drafts/:id`. */
  path: string;
  tag: string;
  summary: string;
  access: Access;
  params?: P | undefined;
  query?: Q | undefined;
  body?: B | undefined;
  /** Status and schema of the good answer. Without a schema the answer has no JSON body (101, 204, or `media`). */
  answer: {
    status: 101 | 200 | 201 | 202 | 204;
    schema?: A | undefined;
    media?: string | readonly string[];
    description: string;
  };
  /** Whether an `Idempotency-Key` header is required. Default: yes for POST, no otherwise. */
  idempotencyKey?: "required" | "optional" | "none";
  /** Bytes of body accepted. Default: BODY_BYTES_MAX, or PUBLIC_BODY_BYTES_MAX where access is public. */
  bodyBytesMax?: number;
}

export interface RouteInput<P, Q, B> {
  deps: Deps;
  identity: Identity;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  /** The Idempotency-Key, or a fresh one where the route does not require it. */
  key: string;
  /** Hono's context, for the few routes that answer something other than JSON. */
  c: AppContext;
}

export interface Route<S extends RouteSpec = RouteSpec> {
  spec: S;
  handlers: MiddlewareHandler<AppBindings>[];
}

/**
 * Declares a route once: the parser, the handler, the OpenAPI operation, the typed client and the
 * authorisation matrix are all read from the same declaration.
 * The handler returns the body of the good answer, a failure, or a whole `Response`.
 */
export function route<
  const Id extends string,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(
  spec: RouteSpec<P, Q, B, A> & { id: Id },
  handle: (
    input: RouteInput<P, Q, B>,
  ) => Promise<Result<A extends Schema ? z.core.input<A> : null> | Response>,
): Route<RouteSpec<P, Q, B, A> & { id: Id }> {
  const run: MiddlewareHandler<AppBindings> = async (c) => {
    const key = idempotencyKey(spec, c.req.header("idempotency-key"));
    if (!key.ok) return problemResponse(key.error, c.get("requestId"));
    const valid = (target: "param" | "query" | "json") => c.req.valid(target as never) as never;
    const result = await handle({
      deps: c.get("deps"),
      identity: c.get("identity"),
      params: spec.params ? valid("param") : (undefined as never),
      query: spec.query ? valid("query") : (undefined as never),
      body: spec.body ? valid("json") : (undefined as never),
      key: key.value,
      c,
    });
    if (result instanceof Response) return result;
    if (!result.ok) return problemResponse(result.error, c.get("requestId"));
    const { status } = spec.answer;
    if (status === 204 || status === 101) return c.body(null, 204);
    return c.json(answerBody(spec, c.get("deps"), result.value) as never, status);
  };
  return { spec, handlers: [enter(spec), ...validators(spec), run] };
}

/** Whether a route wants an `Idempotency-Key` header. */
export function keyNeed(spec: RouteSpec): "required" | "optional" | "none" {
  return (
    spec.idempotencyKey ?? (spec.method === "post" ? "required" : spec.method === "get" ? "none" : "optional")
  );
}

/** Bytes of body a route accepts. */
export function bodyBytesMax(spec: RouteSpec): number {
  return spec.bodyBytesMax ?? (spec.access === "public" ? PUBLIC_BODY_BYTES_MAX : BODY_BYTES_MAX);
}

/** In tests every answer is parsed by its own schema, so the document cannot drift from the routes. */
function answerBody(spec: RouteSpec, deps: Deps, value: unknown): unknown {
  if (deps.config.ENVIRONMENT !== "test" || !spec.answer.schema) return value;
  return z.parse(spec.answer.schema, JSON.parse(JSON.stringify(value)));
}

/** Names the route for the log, checks who may call it, and reads its body within its limit. */
function enter(spec: RouteSpec): MiddlewareHandler<AppBindings> {
  const { access } = spec;
  return async (c, next) => {
    c.set("route", spec.id);
    const identity = c.get("identity");
    if (access !== "public" && identity.kind === "anonymous")
      throw new FailureError({
        code: "unauthenticated",
        detail: "Sign in to do that.",
        suggestedFix: "Sign in, or send a bearer token.",
      });
    if (access === "admin" && !(identity.kind === "user" && identity.role === "admin"))
      throw new FailureError({ code: "forbidden", detail: "This is for administrators." });
    if (spec.body !== undefined) {
      // What is larger than any ordinary body is read for people we know.
      const bytesMax =
        identity?.kind === "user" ? bodyBytesMax(spec) : Math.min(bodyBytesMax(spec), BODY_BYTES_MAX);
      const taken = await takeJsonBody(c, bytesMax);
      if (!taken.ok) throw new FailureError(taken.error);
    }
    await next();
  };
}

function validators(spec: RouteSpec): MiddlewareHandler<AppBindings>[] {
  const check = (target: "param" | "query" | "json", schema: Schema | undefined) =>
    schema === undefined
      ? []
      : [
          zValidator(target, schema as never, (result) => {
            if (!result.success) throw new FailureError(invalid(result.error as z.core.$ZodError));
          }) as MiddlewareHandler<AppBindings>,
        ];
  return [...check("param", spec.params), ...check("query", spec.query), ...check("json", spec.body)];
}

function invalid(error: z.core.$ZodError) {
  const fields = error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  return { code: "validation_failed" as const, detail: "Some fields need another look.", fields };
}

const KEY = /^[\x21-\x7e]{8,}$/;

function idempotencyKey(spec: RouteSpec, given: string | undefined): Result<string> {
  const need = keyNeed(spec);
  if (given === undefined || need === "none") {
    if (need === "required")
      return fail(
        "idempotency_key_required",
        "This request changes something, so it needs an Idempotency-Key header.",
        {
          suggestedFix: "Send `Idempotency-Key: <a new UUID>`, and the same one when you retry.",
        },
      );
    return { ok: true, value: crypto.randomUUID() };
  }
  if (!KEY.test(given) || given.length > IDEMPOTENCY_KEY_CHARS_MAX)
    return fail(
      "idempotency_key_required",
      "The Idempotency-Key must be 8 to 128 printable ASCII characters without spaces.",
    );
  return { ok: true, value: given };
}

/** Mounts declared routes on one router. */
export function mount(routes: readonly Route[]): Hono<AppBindings> {
  const router = new Hono<AppBindings>();
  for (const { spec, handlers } of routes)
    router.on(spec.method, spec.path, ...(handlers as [MiddlewareHandler<AppBindings>]));
  return router;
}

/** Methods declared for a path, upper case, as an `Allow` header lists them; empty when nothing is there. */
export function allowedMethods(routes: readonly Route[], pathname: string): string[] {
  const parts = pathname.split("/");
  const methods = routes
    .filter(({ spec }) => {
      const pattern = spec.path.split("/");
      return (
        pattern.length === parts.length &&
        pattern.every((part, i) => (part.startsWith(":") ? parts[i] !== "" : part === parts[i]))
      );
    })
    .map(({ spec }) => spec.method.toUpperCase());
  return [...new Set(methods.includes("GET") ? [...methods, "HEAD"] : methods)].sort();
}
