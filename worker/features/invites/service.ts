import type * as z from "zod";
import type { Deps } from "../../env.ts";
import { randomToken } from "../../kernel/crypto.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { whyClosed } from "../room/domain/decide-members.ts";
import { read, room, send } from "../room/service.ts";
import {
  INVITE_TOKEN_BYTES,
  type InviteBody,
  type inviteMade,
  type invitePeek,
  type inviteSummary,
} from "./contract.ts";
import { hashBinding, hashToken, joinToken, splitToken, stateOf } from "./domain.ts";

type InviteMade = z.infer<typeof inviteMade>;
type InviteSummary = z.infer<typeof inviteSummary>;

const LEADS_NOWHERE = fail("invite_not_found", "This link leads nowhere. Ask for a new one.");

/**
 * Makes an invite. Its link is shown in this answer and never again, so a replay of the key cannot repeat it:
 * it makes the link anew for the same invite.
 */
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
  const token = joinToken(draftId, randomToken(INVITE_TOKEN_BYTES));
  const { role, lifetimeMs, boundTo } = body;
  const boundHash = boundTo ? hashBinding(draftId, boundTo) : null;
  const existing = await findInvite(deps, identity, draftId, inviteId);
  if (!existing.ok) return existing;
  if (existing.value)
    return await resendInvite(deps, identity, draftId, inviteId, crypto.randomUUID(), origin);
  const sent = await send(deps, identity, draftId, {
    t: "invite",
    key,
    inviteId,
    role,
    lifetimeMs,
    tokenHash: hashToken(token),
    boundHash,
  });
  return sent.ok ? await made(deps, identity, draftId, inviteId, token, origin) : sent;
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
  const token = joinToken(draftId, randomToken(INVITE_TOKEN_BYTES));
  const sent = await send(deps, identity, draftId, {
    t: "renew_invite",
    key,
    inviteId,
    tokenHash: hashToken(token),
  });
  return sent.ok ? await made(deps, identity, draftId, inviteId, token, origin) : sent;
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
  const boundHashes = [hashBinding(draftId, { handle: user.value.handle })];
  if (user.value.email !== null) boundHashes.push(hashBinding(draftId, { email: user.value.email }));
  const sent = await send(deps, identity, draftId, { t: "redeem", key, tokenHash, boundHashes });
  if (sent.ok) return ok({ draftId });
  return sent.error.code === "draft_not_found" ? LEADS_NOWHERE : sent;
}

async function findInvite(deps: Deps, identity: Identity, draftId: string, inviteId: string) {
  const found = await read(deps, identity, draftId, "invites", null);
  return found.ok ? ok(found.value.find((invite) => invite.id === inviteId)) : found;
}

async function made(
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
