import type { AppLoadContext } from "@remix-run/cloudflare";
import type { InviteBody } from "@worker/features/invites/contract.ts";
import {
  createInvite,
  listInvites,
  peekInvite,
  redeemInvite,
  resendInvite,
  revokeInvite,
} from "@worker/features/invites/service.ts";

/** The invites' part of the server door. A token goes through it and nowhere else. `origin` is where links lead. */
export function invitesApi({ deps, identity }: AppLoadContext, origin: string) {
  return {
    list: (draftId: string) => listInvites(deps, identity, draftId),
    create: (draftId: string, body: InviteBody, key: string) =>
      createInvite(deps, identity, draftId, body, key, origin),
    revoke: (draftId: string, inviteId: string, key: string) =>
      revokeInvite(deps, identity, draftId, inviteId, key),
    resend: (draftId: string, inviteId: string, key: string) =>
      resendInvite(deps, identity, draftId, inviteId, key, origin),
    peek: (token: string) => peekInvite(deps, identity, token),
    redeem: (token: string, key: string) => redeemInvite(deps, identity, token, key),
  };
}
