import { INVITE_MS_MAX, INVITE_MS_MIN, INVITES_OPEN_MAX } from "../../../kernel/limits.ts";
import { ROLES, type Role } from "../contract.ts";
import { whyClosed } from "./decide-members.ts";
import {
  acting,
  type CommandOf,
  type Decision,
  happen,
  NOT_HERE,
  refuse,
  type StepContext,
} from "./decision.ts";
import type { DraftState } from "./state.ts";

const NO_INVITE = refuse("invite_not_found", "That invite does not exist.");

/** Create an invite: the owner, and writers where the draft allows it, with a role not above their own. */
export function decideInvite(state: DraftState, command: CommandOf<"invite">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (!mayInvite(state, member.role))
    return refuse("forbidden", "Only the owner can invite people to this draft.");
  if (command.role === "owner" || above(command.role, member.role))
    return refuse("forbidden", "You can invite people up to your own role; a draft has one owner.");
  if (command.lifetimeMs < INVITE_MS_MIN || command.lifetimeMs > INVITE_MS_MAX)
    return refuse("validation_failed", "An invite lives between one hour and thirty days.");
  const full = unlessSpace(state, ctx);
  if (full) return full;
  return happen({
    type: "invite_created",
    inviteId: command.inviteId,
    role: command.role,
    expiresAt: ctx.now + command.lifetimeMs,
    bound: command.boundHash !== null,
  });
}

/** A new link for an open or expired invite, with the lifetime it had. The old link stops working. */
export function decideRenew(
  state: DraftState,
  command: CommandOf<"renew_invite">,
  ctx: StepContext,
): Decision {
  const found = ownInvite(state, command.inviteId, ctx);
  if ("ok" in found) return found;
  if (!mayInvite(state, acting(state, ctx)?.role ?? "viewer"))
    return refuse("forbidden", "Only the owner can invite people to this draft.");
  if (found.state !== "open") return whyClosed(found, ctx.now) ?? NO_INVITE;
  const full = found.expiresAt <= ctx.now ? unlessSpace(state, ctx) : null;
  if (full) return full;
  const { id, role, bound, createdAt, expiresAt } = found;
  const lifetimeMs = Math.min(INVITE_MS_MAX, Math.max(INVITE_MS_MIN, expiresAt - createdAt));
  return happen({ type: "invite_created", inviteId: id, role, bound, expiresAt: ctx.now + lifetimeMs });
}

/** Withdraw an invite that nobody has used. */
export function decideRevoke(
  state: DraftState,
  command: CommandOf<"revoke_invite">,
  ctx: StepContext,
): Decision {
  const found = ownInvite(state, command.inviteId, ctx);
  if ("ok" in found) return found;
  if (found.state === "revoked") return happen();
  if (found.state === "used") return refuse("invite_used", "Somebody joined by that link already.");
  return happen({ type: "invite_revoked", inviteId: found.id });
}

/** Whether a member of this role may invite: the owner always, writers where the draft allows it. */
export function mayInvite(state: DraftState, role: Role): boolean {
  return role === "owner" || (role === "writer" && state.settings.writersMayInvite);
}

/** Refusal where as many invites are open as a draft may have. */
function unlessSpace(state: DraftState, ctx: StepContext): Decision | null {
  const open = state.invites.filter((invite) => whyClosed(invite, ctx.now) === null).length;
  return open < INVITES_OPEN_MAX
    ? null
    : refuse("invite_limit", `${INVITES_OPEN_MAX} invites are open. Revoke one first.`);
}

/** The invite, if the actor made it or owns the draft. */
function ownInvite(state: DraftState, inviteId: string, ctx: StepContext) {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const invite = state.invites.find((known) => known.id === inviteId);
  if (!invite) return NO_INVITE;
  if (member.role !== "owner" && invite.createdBy !== member.id)
    return refuse("forbidden", "The owner and whoever made an invite can change it.");
  return invite;
}

function above(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}
