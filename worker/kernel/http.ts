import type { Context } from "hono";
import * as z from "zod";
import type { Deps, Env } from "../env.ts";
import { ERRORS, type ErrorCode } from "./errors.ts";
import type { Identity, UserIdentity } from "./identity.ts";
import { type Failure, fail, type Result } from "./result.ts";

/** What the middleware of `app.ts` puts beside each request. */
export interface AppBindings {
  Bindings: Env;
  Variables: {
    deps: Deps;
    identity: Identity;
    requestId: string;
    nonce: string;
    /** Id of the declared route, or pattern of the page: what the log says instead of the path. */
    route: string | undefined;
  };
}

export type AppContext = Context<AppBindings>;

/** An expected failure on its way from a shell to the edge. Only `unwrap` and the edge itself throw it. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** The value of a result, or a throw that the edge turns into a problem document. For route handlers and loaders only. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new FailureError(result.error);
}

/** RFC 9457 problem document of a failure. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  requestId: string;
  suggestedFix?: string;
  fields?: Failure["fields"];
  facts?: Failure["facts"];
}

/** The problem document of a failure, with status and title from the one table. */
export function toProblem(failure: Failure, requestId: string): Problem {
  const { status, title } = ERRORS[failure.code];
  return {
    type: `/docs/errors#${failure.code}`,
    title,
    status,
    code: failure.code,
    detail: failure.detail,
    requestId,
    ...(failure.suggestedFix === undefined ? {} : { suggestedFix: failure.suggestedFix }),
    ...(failure.fields === undefined ? {} : { fields: failure.fields }),
    ...(failure.facts === undefined ? {} : { facts: failure.facts }),
  };
}

/** A failure as an answer: problem document, `Retry-After`, `WWW-Authenticate`. */
export function problemResponse(failure: Failure, requestId: string): Response {
  const problem = toProblem(failure, requestId);
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (failure.retryAfter !== undefined) headers.set("retry-after", String(Math.ceil(failure.retryAfter)));
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** The schema of `Problem`: the `default` answer of every route. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    suggestedFix: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document with a stable `code`" });

/** The signed-in caller, or `unauthenticated`. */
export function requireUser(identity: Identity): Result<UserIdentity> {
  return identity.kind === "user"
    ? { ok: true, value: identity }
    : fail("unauthenticated", "Sign in to do that.", { suggestedFix: "Sign in, or send a bearer token." });
}
