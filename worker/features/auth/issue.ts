import { isoTime } from "../../kernel/clock.ts";
import {
  ACCESS_MS,
  DEVICE_LABEL_CHARS_MAX,
  REFRESH_MS,
  SESSION_IDLE_MS,
  SESSION_MS_MAX,
  type Tokens,
} from "./contract.ts";
import { derivedSecret, secretHash } from "./domain-secrets.ts";
import type { PairRow, SessionRow } from "./store-sessions.ts";

export interface SessionSpec {
  id: string;
  userId: string;
  kind: SessionRow["kind"];
  label: string;
  nonce: string;
  /** Of the cookie; null for an API client. */
  token: string | null;
}

/** The row of a session that starts `now`. */
export function newSession(spec: SessionSpec, now: number): SessionRow {
  return {
    id: spec.id,
    userId: spec.userId,
    kind: spec.kind,
    tokenHash: spec.token === null ? null : secretHash(spec.token),
    nonce: spec.nonce,
    label: [...spec.label].slice(0, DEVICE_LABEL_CHARS_MAX).join(""),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + (spec.kind === "browser" ? SESSION_IDLE_MS : REFRESH_MS),
  };
}

/** Until when a session that is used `now` stays open: 30 days more, at most 180 in all. API sessions live by refreshing. */
export function sessionEnd(session: SessionRow, now: number): number {
  if (session.kind === "api") return session.expiresAt;
  return Math.min(now + SESSION_IDLE_MS, session.createdAt + SESSION_MS_MAX);
}

/** The row of a pair of tokens that starts `now`, of the secrets that `tokensOf` gives. */
export function newPair(
  spec: { id: string; sessionId: string; callerKnows: readonly string[]; nonce: string },
  now: number,
): PairRow {
  return {
    id: spec.id,
    sessionId: spec.sessionId,
    nonce: spec.nonce,
    accessHash: secretHash(derivedSecret("access", spec.callerKnows, spec.nonce)),
    accessExpiresAt: now + ACCESS_MS,
    refreshHash: secretHash(derivedSecret("refresh", spec.callerKnows, spec.nonce)),
    refreshExpiresAt: now + REFRESH_MS,
    createdAt: now,
    successorId: null,
  };
}

/** The answer that hands a pair to its client; the same again for a replay, from what the caller knows. */
export function tokensOf(callerKnows: readonly string[], pair: { nonce: string; createdAt: number }): Tokens {
  return {
    tokenType: "Bearer",
    accessToken: derivedSecret("access", callerKnows, pair.nonce),
    accessExpiresAt: isoTime(pair.createdAt + ACCESS_MS),
    refreshToken: derivedSecret("refresh", callerKnows, pair.nonce),
    refreshExpiresAt: isoTime(pair.createdAt + REFRESH_MS),
  };
}
