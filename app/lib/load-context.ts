import type { Deps } from "@worker/env.ts";
import type { Identity } from "@worker/kernel/identity.ts";

declare module "@remix-run/cloudflare" {
  /** What the Worker hands to every loader and action. Use it through `api.server.ts`. */
  interface AppLoadContext {
    deps: Deps;
    identity: Identity;
    nonce: string;
    requestId: string;
  }

  /** Loader and action types as single fetch sends them: as they are, not as JSON. */
  interface Future {
    v3_singleFetch: true;
  }
}
