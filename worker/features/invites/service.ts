import type * as z from "zod";
import type { Deps } from "../../env.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { whyClosed } from "../room/domain/decide-members.ts";
import { splitToken } from "../room/domain/link.ts";
import { actorOf, read, room, send } from "../room/service.ts";
import type { InviteBody, inviteMade, invitePeek, inviteSummary } from "./contract.ts";
import { hashBinding, stateOf } from "./domain.ts";

type InviteMade = z.infer<typeof inviteMade>;
type InviteSummary = z.infer<typeof inviteSummary>;

const LEADS_NOWHERE = fail("invite_not_found", "This link leads nowhere. Ask for a new one.");

/** Makes an invite. Its link is shown in this answer; the same key gives the same one again. */
export async function createInvite(
  deps: Deps,
  identity: Identity,
  draftId: string,
  body: InviteBody,
  key: string,
  origin: string,
): Promise<Result<InviteMade>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const inviteId = derivedId("invite", user.value.userId, draftId, key);
  const { role, lifetimeMs, boundTo } = body;
  const boundHash = boundTo ? hashBinding(draftId, boundTo) : null;
  const command = { t: "invite" as const, key, inviteId, role, lifetimeMs, boundHash };
  const made = await room(deps, draftId).makeLink(actorOf(user.value), command);
  return made.ok ? await shown(deps, identity, draftId, inviteId, made.value.token, origin) : made;
}

/** A new link for the same invite; the old one stops working. */
export async function resendInvite(
  deps: Deps,
  identity: Identity,
  draftId: string,
  inviteId: string,
  key: string,
  origin: string,
): Promise<Result<InviteMade>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const made = await room(deps, draftId).makeLink(actorOf(user.value), { t: "renew_invite", key, inviteId });
  return made.ok ? await shown(deps, identity, draftId, inviteId, made.value.token, origin) : made;
}

/** Invites of a draft: all for its owner, their own for others. Never a token, never its hash. */
export async function listInvites(
  deps: Deps,
  identity: Identity,
  draftId: string,
): Promise<Result<{ invites: InviteSummary[] }>> {
  const found = await read(deps, identity, draftId, "invites", null);
  if (!found.ok) return found;
  const now = deps.clock.now();
  return ok({ invites: found.value.map((invite) => ({ ...invite, state: stateOf(invite, now) })).reverse() });
}

/** Withdraws an invite; its link stops working at once. */
export async function revokeInvite(
  deps: Deps,
  identity: Identity,
  draftId: string,
  inviteId: string,
  key: string,
): Promise<Result<null>> {
  const sent = await send(deps, identity, draftId, { t: "revoke_invite", key, inviteId });
  return sent.ok ? ok(null) : sent;
}

/** Who invites to what. Consumes nothing, so a link preview harms nothing. */
export async function peekInvite(
  deps: Deps,
  _identity: Identity,
  token: string,
): Promise<Result<z.infer<typeof invitePeek>>> {
  const parts = splitToken(token);
  const peek = parts && (await room(deps, parts.draftId).peekInvite(parts.tokenHash));
  if (!peek) return LEADS_NOWHERE;
  const closed = whyClosed(peek.invite, deps.clock.now());
  if (closed) return { ok: false, error: closed.failure };
  const { role, expiresAt } = peek.invite;
  return ok({
    draftTitle: peek.draftTitle,
    inviterName: peek.inviter.name,
    inviterHandle: peek.inviter.handle,
    role,
    expiresAt,
  });
}

/** Joins by a link. One winner among any number who try at once. */
export async function redeemInvite(
  deps: Deps,
  identity: Identity,
  token: string,
  key: string,
): Promise<Result<{ draftId: string }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const parts = splitToken(token);
  if (!parts) return LEADS_NOWHERE;
  const { draftId, tokenHash } = parts;
  const bindings = [hashBinding(draftId, { handle: user.value.handle })];
  if (user.value.email !== null) bindings.push(hashBinding(draftId, { email: user.value.email }));
  const sent = await send(deps, identity, draftId, { t: "redeem", key, tokenHash }, bindings);
  if (sent.ok) return ok({ draftId });
  return sent.error.code === "draft_not_found" ? LEADS_NOWHERE : sent;
}

async function findInvite(deps: Deps, identity: Identity, draftId: string, inviteId: string) {
  const found = await read(deps, identity, draftId, "invites", null);
  return found.ok ? ok(found.value.find((invite) => invite.id === inviteId)) : found;
}

async function shown(
  deps: Deps,
  identity: Identity,
  draftId: string,
  inviteId: string,
  token: string,
  origin: string,
): Promise<Result<InviteMade>> {
  const invite = await findInvite(deps, identity, draftId, inviteId);
  if (!invite.ok) return invite;
  return ok({
    id: inviteId,
    url: `${deps.config.APP_ORIGIN ?? origin}/invites/${token}`,
    expiresAt: invite.value?.expiresAt ?? 0,
  });
}
