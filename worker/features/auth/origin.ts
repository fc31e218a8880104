import type { Identity } from "../../kernel/identity.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { bearerOf } from "./client.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may change something: unsafe methods and WebSocket upgrades must carry an `Origin`
 * that equals the origin they were sent to, character by character. Bearer requests are exempt: another
 * site's page cannot attach that header, and `identify` ignores cookies beside it.
 */
export function checkOrigin(request: Request, identity: Identity): Result<null> {
  const isUpgrade = request.headers.get("upgrade")?.toLowerCase() === "websocket";
  if (SAFE_METHODS.has(request.method) && !isUpgrade) return ok(null);
  if (identity.kind === "user" && identity.via === "bearer") return ok(null);
  // A bearer token that has run out must meet "sign in", which a client can act on, not this check.
  if (identity.kind === "anonymous" && bearerOf(request) !== null) return ok(null);
  if (request.headers.get("origin") === new URL(request.url).origin) return ok(null);
  return fail("origin_refused", "This request did not come from one of our own pages.", {
    suggestedFix: "Send the app's own address in the Origin header, or use a bearer token.",
  });
}
