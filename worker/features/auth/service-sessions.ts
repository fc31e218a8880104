import type { Deps } from "../../env.ts";
import { isoTime } from "../../kernel/clock.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity } from "../../kernel/identity.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { type Client, clearSessionCookie } from "./client.ts";
import type { SessionView } from "./contract.ts";
import type { WithCookies } from "./service-codes.ts";
import * as store from "./store-sessions.ts";

/** Where a user is signed in, most recently seen first. "Last seen" is coarse: to the hour. */
export async function listSessions(
  deps: Deps,
  identity: Identity,
): Promise<Result<{ items: SessionView[] }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const rows = await store.listSessions(deps.db, user.value.userId, deps.clock.now());
  const items = rows.map(({ id, kind, label, createdAt, lastSeenAt }) => ({
    ...{ id, kind, label, createdAt: isoTime(createdAt), lastSeenAt: isoTime(lastSeenAt) },
    current: id === user.value.sessionId,
  }));
  return ok({ items });
}

/** Ends one session; `current` signs out here. From that moment its cookie and tokens open nothing. */
export async function endSession(
  deps: Deps,
  identity: Identity,
  client: Client,
  id: string,
): Promise<Result<WithCookies<null>>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const { userId, sessionId, via } = user.value;
  const isCurrent = id === "current" || id === sessionId;
  const ended = await store.deleteSession(deps.db, userId, isCurrent ? sessionId : id);
  if (!ended && !isCurrent) return fail("session_not_found", "This session is not there any more.");
  await deps.endLiveSessions(userId, { only: isCurrent ? sessionId : id });
  return ok({ body: null, cookies: isCurrent && via === "cookie" ? [clearSessionCookie(client)] : [] });
}

/** Ends every session of the user but this one. */
export async function endOtherSessions(deps: Deps, identity: Identity): Promise<Result<null>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  await store.deleteOtherSessions(deps.db, user.value.userId, user.value.sessionId);
  await deps.endLiveSessions(user.value.userId, { allBut: user.value.sessionId });
  return ok(null);
}
