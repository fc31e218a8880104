import type { Deps } from "../../env.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { deleteExpiredCodes } from "./store-codes.ts";
import { deleteExpiredSessions } from "./store-sessions.ts";
import { deleteExpiredRedirects } from "./store-users.ts";

/** Codes stay a little longer than they work, so that a late visitor reads "has run out" and not "does not fit". */
const CODE_KEEP_MS = HOUR_MS;

/** Deletes codes, sessions, tokens and handle redirects that have run out. The outbox bounds itself. */
export async function purge(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const now = deps.clock.now();
  await deleteExpiredCodes(deps.db, now - CODE_KEEP_MS);
  await deleteExpiredSessions(deps.db, now);
  await deleteExpiredRedirects(deps.db, now);
}
