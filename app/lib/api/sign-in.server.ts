import type { AppLoadContext } from "@remix-run/cloudflare";
import { readClient } from "@worker/features/auth/client.ts";
import { askForCode } from "@worker/features/auth/service-codes.ts";
import { endSession } from "@worker/features/auth/service-sessions.ts";
import { signIn } from "@worker/features/auth/service-sign-in.ts";

/** Sign-in's part of the server door: ask for a code, trade it for a session, sign out. Cookies come with the answers. */
export function signInApi({ deps, identity }: AppLoadContext, request: Request) {
  const client = readClient(deps, request);
  return {
    askForCode: (email: string, key: string) =>
      askForCode(deps, identity, client, { email, client: "browser", key }),
    signIn: (input: { email: string; code: string; timeZone?: string | undefined; key: string }) =>
      signIn(deps, client, input),
    signOut: () => endSession(deps, identity, client, "current"),
    /** Whether `/dev/outbox` exists here, to say so beside the code field. */
    showsOutbox: deps.config.ENVIRONMENT === "development",
  };
}
