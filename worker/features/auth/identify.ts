import type { Deps } from "../../env.ts";
import { ANONYMOUS, type Identity } from "../../kernel/identity.ts";
import { readClient } from "./client.ts";
import { SESSION_TOUCH_MS } from "./contract.ts";
import { isSecret, secretHash } from "./domain-secrets.ts";
import { sessionEnd } from "./issue.ts";
import { findByAccessToken, findByCookie, type SessionOfUser, touchSession } from "./store-sessions.ts";

type IdentifyDeps = Pick<Deps, "config" | "db" | "clock" | "log">;

/**
 * Who is asking: the one function through which everything else knows. A bearer token wins over a cookie, and a
 * bad one is nobody rather than the cookie's owner. One indexed read, none for the anonymous; a deleted session is
 * refused from the next request on, since nothing is cached.
 */
export async function identify(deps: IdentifyDeps, request: Request): Promise<Identity> {
  const client = readClient(deps, request);
  const now = deps.clock.now();
  const via = client.bearer === null ? "cookie" : "bearer";
  const found = await find(deps, client, now);
  if (found === undefined) return ANONYMOUS;
  const { session, user } = found;
  if (session.lastSeenAt <= now - SESSION_TOUCH_MS) await touch(deps, found, now);
  const { handle, displayName, role, timeZone, email } = user;
  return {
    kind: "user",
    userId: user.id,
    handle,
    displayName,
    role,
    timeZone,
    email,
    sessionId: session.id,
    via,
  };
}

async function find(
  deps: IdentifyDeps,
  client: ReturnType<typeof readClient>,
  now: number,
): Promise<SessionOfUser | undefined> {
  if (client.bearer !== null)
    return isSecret("access", client.bearer)
      ? findByAccessToken(deps.db, secretHash(client.bearer), now)
      : undefined;
  return client.sessionToken === null
    ? undefined
    : findByCookie(deps.db, secretHash(client.sessionToken), now);
}

/** "Last seen" is a courtesy: failing to write it must not fail the request. */
async function touch(deps: IdentifyDeps, { session }: SessionOfUser, now: number): Promise<void> {
  try {
    await touchSession(deps.db, session.id, now, sessionEnd(session, now));
  } catch {
    deps.log.error("auth.touch_failed");
  }
}
