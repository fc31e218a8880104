import type { Deps } from "../../env.ts";
import { randomToken } from "../../kernel/crypto.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Client } from "./client.ts";
import { REFRESH_REPLAY_MS, type Tokens } from "./contract.ts";
import { isSecret, secretHash } from "./domain-secrets.ts";
import { newPair, newSession, tokensOf } from "./issue.ts";
import { deleteSession, findPair, findPairByRefresh, openApiSession, rotatePair } from "./store-sessions.ts";

const LABEL_DEFAULT = "API client";

/**
 * Gives a signed-in browser a pair of tokens for an API client, as a session of its own. Only a browser may:
 * a token that could mint tokens would outlive its own revocation.
 */
export async function mintTokens(
  deps: Deps,
  identity: Identity,
  client: Client,
  input: { label?: string | undefined; key: string },
): Promise<Result<{ sessionId: string; tokens: Tokens }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  if (user.value.via !== "cookie" || client.sessionToken === null)
    return fail("forbidden", "Make tokens from a signed-in browser.");
  const now = deps.clock.now();
  const label = input.label ?? LABEL_DEFAULT;
  const id = derivedId("minted-session", user.value.sessionId, input.key);
  const nonce = randomToken(32);
  const callerKnows = [client.sessionToken, input.key];
  const session = newSession({ id, userId: user.value.userId, kind: "api", label, nonce, token: null }, now);
  const pair = newPair({ id: derivedId("first-pair", id), sessionId: id, callerKnows, nonce }, now);
  const stored = await openApiSession(deps.db, session, pair);
  if (stored === undefined) return fail("overloaded", "That did not work. Try again.", { retryAfter: 1 });
  if (stored.label !== session.label)
    return fail("idempotency_mismatch", "This key already made other tokens.");
  return ok({ sessionId: id, tokens: tokensOf(callerKnows, stored) });
}

/**
 * Trades a refresh token for the next pair. Each works once: with a new key it is taken for stolen and ends the
 * session; with the key of its first use it gives the same pair again, so that a lost answer or a double click
 * signs nobody out.
 */
export async function refreshTokens(
  deps: Deps,
  input: { refreshToken: string; key: string },
): Promise<Result<Tokens>> {
  const { refreshToken, key } = input;
  if (!isSecret("refresh", refreshToken)) return invalid();
  const now = deps.clock.now();
  const refreshHash = secretHash(refreshToken);
  const found = await findPairByRefresh(deps.db, refreshHash);
  if (found === undefined || found.pair.refreshExpiresAt <= now || found.session.expiresAt <= now)
    return invalid();

  const id = derivedId("next-pair", refreshHash, key);
  const callerKnows = [refreshToken, key];
  const next = newPair({ id, sessionId: found.session.id, callerKnows, nonce: randomToken(32) }, now);
  const successorId = found.pair.successorId ?? (await rotatePair(deps.db, found.pair.id, next));
  if (successorId !== id) {
    await deleteSession(deps.db, found.session.userId, found.session.id);
    await deps.endLiveSessions(found.session.userId, { only: found.session.id });
    deps.log.error("auth.refresh_reused", { sessionId: found.session.id });
    return invalid();
  }
  const stored = await findPair(deps.db, id);
  // A late duplicate of our own request is no theft, yet what it would give is spent.
  const isSpent =
    stored === undefined || stored.successorId !== null || stored.createdAt <= now - REFRESH_REPLAY_MS;
  return isSpent ? invalid() : ok(tokensOf(callerKnows, stored));
}

function invalid(): Result<never> {
  return fail("token_invalid", "This refresh token is not valid any more.", {
    suggestedFix: "Sign in again.",
  });
}
