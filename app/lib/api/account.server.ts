import type { AppLoadContext } from "@remix-run/cloudflare";
import { readClient } from "@worker/features/auth/client.ts";
import { endOtherSessions, endSession, listSessions } from "@worker/features/auth/service-sessions.ts";
import { mintTokens } from "@worker/features/auth/service-tokens.ts";
import type { UpdateMe } from "@worker/features/profiles/contract.ts";
import { getMe, updateMe } from "@worker/features/profiles/service.ts";

/** The account's part of the server door: who you are, where you are signed in, tokens for your own tools. */
export function accountApi({ deps, identity }: AppLoadContext, request: Request) {
  const client = readClient(deps, request);
  return {
    me: () => getMe(deps, identity),
    update: (change: UpdateMe) => updateMe(deps, identity, change, crypto.randomUUID()),
    sessions: () => listSessions(deps, identity),
    endSession: (id: string) => endSession(deps, identity, client, id),
    endOtherSessions: () => endOtherSessions(deps, identity),
    mintTokens: (input: { label?: string | undefined; key: string }) =>
      mintTokens(deps, identity, client, input),
  };
}
