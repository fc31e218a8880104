import type { Deps } from "../../env.ts";
import { equalInConstantTime, randomToken } from "../../kernel/crypto.ts";
import { derivedId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { type Client, setCookie } from "./client.ts";
import { CODE_TRIES_MAX, type SignedIn } from "./contract.ts";
import { deviceLabel } from "./domain-device.ts";
import { codeHash, derivedSecret, secretHash } from "./domain-secrets.ts";
import { newPair, newSession, tokensOf } from "./issue.ts";
import type { WithCookies } from "./service-codes.ts";
import { findUser, getOrCreateUser, toMe } from "./service-users.ts";
import { type CodeRow, countTry, findNewestCode } from "./store-codes.ts";
import { deleteReplacedSession, findSession, openSessionByCode, type SessionRow } from "./store-sessions.ts";
import type { UserRow } from "./store-users.ts";

export interface SignIn {
  code: string;
  email?: string | undefined;
  attempt?: string | undefined;
  timeZone?: string | undefined;
  key: string;
}

/**
 * Trades a code for a session, in the browser (or with the `attempt`) that asked for it. The try is counted
 * before the code is compared, and using it up opens the session in the same transaction: at most five
 * guesses are looked at and at most one wins, however many arrive together.
 */
export async function signIn(
  deps: Deps,
  client: Client,
  input: SignIn,
): Promise<Result<WithCookies<SignedIn>>> {
  const secret = input.attempt ?? client.browserSecret;
  if (secret === null) return wrong("Ask for a code in this browser first.");
  const asked = { client, input, secret };
  const tried = await countTry(deps.db, secretHash(secret), input.email, deps.clock.now());
  if (tried === undefined) return notOpen(deps, asked);
  if (!equalInConstantTime(tried.codeHash, codeHash(secret, tried.id, input.code)))
    return wrong("That code does not fit. Use the one in the newest mail.", CODE_TRIES_MAX - tried.tries);

  const user = await getOrCreateUser(deps, { email: tried.email, timeZone: input.timeZone });
  const session = await open(deps, asked, tried, user);
  if (session === undefined) return wrong("That code was used already.");
  if (input.attempt === undefined && client.sessionToken !== null) {
    const replaced = await deleteReplacedSession(deps.db, secretHash(client.sessionToken), session.id);
    if (replaced !== undefined) await deps.endLiveSessions(replaced.userId, { only: replaced.id });
  }
  deps.log.info("auth.signed_in", { kind: session.kind });
  return ok(signedIn(asked, tried, session, user));
}

interface Asked {
  client: Client;
  input: SignIn;
  /** Of the browser's cookie, or the `attempt`. */
  secret: string;
}

async function open(deps: Deps, asked: Asked, code: CodeRow, user: UserRow): Promise<SessionRow | undefined> {
  const now = deps.clock.now();
  const id = sessionIdOf(code, asked);
  const nonce = randomToken(32);
  const knows = callerKnows(asked);
  const isApi = asked.input.attempt !== undefined;
  const spec = { id, userId: user.id, nonce, label: deviceLabel(asked.client.userAgent) };
  const session = isApi
    ? newSession({ ...spec, kind: "api", token: null }, now)
    : newSession({ ...spec, kind: "browser", token: derivedSecret("session", knows, nonce) }, now);
  const pair = isApi
    ? newPair({ id: derivedId("first-pair", id), sessionId: id, callerKnows: knows, nonce }, now)
    : null;
  return openSessionByCode(deps.db, code.id, session, pair, now);
}

/** No try was left to count: the same request again, a code that ran out, or none at all. */
async function notOpen(deps: Deps, asked: Asked): Promise<Result<WithCookies<SignedIn>>> {
  const { input, secret } = asked;
  const code = await findNewestCode(deps.db, secretHash(secret), input.email);
  if (code === undefined) return wrong("That code does not fit. Ask for one in this browser.");
  if (code.usedAt === null)
    return fail(
      "code_expired",
      code.tries >= CODE_TRIES_MAX ? "That was the last try for this code." : "This code has run out.",
      { suggestedFix: "Ask for a new code." },
    );
  if (code.sessionId !== sessionIdOf(code, asked)) return wrong("That code was used already.");
  if (!equalInConstantTime(code.codeHash, codeHash(secret, code.id, input.code)))
    return fail("idempotency_mismatch", "This key already signed in with another code.");
  const session = await findSession(deps.db, code.sessionId);
  const user = session && (await findUser(deps, session.userId));
  if (session === undefined || user === undefined || session.expiresAt <= deps.clock.now())
    return wrong("That code was used already.");
  return ok(signedIn(asked, code, session, user));
}

/** The answer of a sign-in, made only of what a replay can read again. */
function signedIn(asked: Asked, code: CodeRow, session: SessionRow, user: UserRow): WithCookies<SignedIn> {
  const knows = callerKnows(asked);
  const body = { user: toMe(user), sessionId: session.id, isNewUser: user.createdAt >= code.createdAt };
  if (session.kind === "api") return { body: { ...body, tokens: tokensOf(knows, session) }, cookies: [] };
  const token = derivedSecret("session", knows, session.nonce);
  return { body, cookies: [setCookie(asked.client, "session", token)] };
}

function sessionIdOf(code: CodeRow, asked: Asked): string {
  return derivedId("session", code.id, asked.input.key);
}

function callerKnows(asked: Asked): string[] {
  return [asked.secret, asked.input.key];
}

function wrong(detail: string, triesLeft?: number): Result<never> {
  return fail("code_invalid", detail, {
    suggestedFix: "Check the digits, or ask for a new code.",
    ...(triesLeft === undefined ? {} : { facts: { triesLeft } }),
  });
}
