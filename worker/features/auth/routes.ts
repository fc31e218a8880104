import type { AppContext } from "../../kernel/http.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { route } from "../../kernel/route.ts";
import { readClient } from "./client.ts";
import * as contract from "./contract.ts";
import { askForCode, type WithCookies } from "./service-codes.ts";
import { endOtherSessions, endSession, listSessions } from "./service-sessions.ts";
import { signIn } from "./service-sign-in.ts";
import { mintTokens, refreshTokens } from "./service-tokens.ts";

const tag = "Sign-in";

export const authRoutes = [
  route(
    {
      id: "askForCode",
      method: "post",
      path: "/v1/auth/codes",
      tag,
      summary: "Send a sign-in code to an address",
      access: "public",
      body: contract.askCodeSchema,
      answer: { status: 202, schema: contract.codeAskedSchema, description: "The same for every address" },
    },
    async ({ deps, identity, body, key, c }) =>
      withCookies(c, await askForCode(deps, identity, readClient(deps, c.req.raw), { ...body, key })),
  ),
  route(
    {
      id: "signIn",
      method: "post",
      path: "/v1/auth/sessions",
      tag,
      summary: "Trade a code for a session",
      access: "public",
      body: contract.signInSchema,
      answer: {
        status: 201,
        schema: contract.signedInSchema,
        description: "A session cookie, or tokens for an API client",
      },
    },
    async ({ deps, body, key, c }) =>
      withCookies(c, await signIn(deps, readClient(deps, c.req.raw), { ...body, key })),
  ),
  route(
    {
      id: "listSessions",
      method: "get",
      path: "/v1/auth/sessions",
      tag,
      summary: "Where you are signed in",
      access: "user",
      answer: { status: 200, schema: contract.sessionsSchema, description: "Most recently seen first" },
    },
    async ({ deps, identity }) => listSessions(deps, identity),
  ),
  route(
    {
      id: "endOtherSessions",
      method: "delete",
      path: "/v1/auth/sessions",
      tag,
      summary: "Sign out everywhere else",
      access: "user",
      answer: { status: 204, description: "Only this session is left" },
    },
    async ({ deps, identity }) => endOtherSessions(deps, identity),
  ),
  route(
    {
      id: "endSession",
      method: "delete",
      path: "/v1/auth/sessions/:id",
      tag,
      summary: "End one session; `current` signs out here",
      access: "user",
      params: contract.sessionParamsSchema,
      answer: { status: 204, description: "Its cookie and tokens open nothing any more" },
    },
    async ({ deps, identity, params, c }) =>
      withCookies(c, await endSession(deps, identity, readClient(deps, c.req.raw), params.id)),
  ),
  route(
    {
      id: "mintTokens",
      method: "post",
      path: "/v1/auth/tokens",
      tag,
      summary: "Make tokens for an API client, from a signed-in browser",
      access: "user",
      body: contract.mintSchema,
      answer: { status: 201, schema: contract.mintedSchema, description: "The tokens, shown once" },
    },
    async ({ deps, identity, body, key, c }) =>
      noStore(c, await mintTokens(deps, identity, readClient(deps, c.req.raw), { ...body, key })),
  ),
  route(
    {
      id: "refreshTokens",
      method: "post",
      path: "/v1/auth/tokens/refresh",
      tag,
      summary: "Trade a refresh token for the next pair",
      access: "public",
      body: contract.refreshSchema,
      answer: {
        status: 201,
        schema: contract.tokensSchema,
        description: "The next pair; the old one is spent",
      },
    },
    async ({ deps, body, key, c }) => noStore(c, await refreshTokens(deps, { ...body, key })),
  ),
] as const;

function withCookies<T>(c: AppContext, result: Result<WithCookies<T>>): Result<T> {
  if (!result.ok) return result;
  for (const cookie of result.value.cookies) c.header("set-cookie", cookie, { append: true });
  return noStore(c, ok(result.value.body));
}

function noStore<T>(c: AppContext, result: Result<T>): Result<T> {
  c.header("cache-control", "no-store");
  return result;
}
