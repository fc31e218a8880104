import { MEMBERS_MAX } from "../../../kernel/limits.ts";
import type { Actor } from "../commands.ts";
import type { Member } from "../contract.ts";
import {
  acting,
  type CommandOf,
  type Decision,
  type Happening,
  happen,
  moveRing,
  NOT_HERE,
  refuse,
  type StepContext,
} from "./decision.ts";
import { afterHolder, memberById, nextInLine } from "./ring.ts";
import { mayHold } from "./smart-pass.ts";
import type { DraftState } from "./state.ts";

/** Number of author colours; they go round by joining order. */
export const AUTHOR_COLORS = 8;

const NO_MEMBER = refuse("member_not_found", "That person is not in this draft.");

/** A new member, the `index`th to join (0-based). */
export function newMember(actor: Actor, role: Member["role"], index: number, now: number): Member {
  return {
    id: actor.id,
    kind: "person",
    role,
    handle: actor.handle,
    name: actor.name,
    color: index % AUTHOR_COLORS,
    joinedAt: now,
    active: true,
  };
}

/** Give a member another role. A holder or asker who may no longer write lets go of the ring or the place in the queue. */
export function decideChangeRole(
  state: DraftState,
  command: CommandOf<"change_role">,
  ctx: StepContext,
): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (member.role !== "owner") return refuse("forbidden", "Only the owner can change roles.");
  const target = memberById(state, command.memberId);
  if (!target?.active) return NO_MEMBER;
  if (target.role === "owner") return refuse("forbidden", "The owner's role stays with the owner.");
  if (target.role === command.role) return happen();
  const changed = { ...target, role: command.role };
  const happenings: Happening[] = [{ type: "member_changed", member: changed }];
  if (!mayHold(changed)) {
    happenings.push(...withdrawn(state, target.id), ...voided(state, target.id, ctx.now));
    happenings.push(...released(state, target.id));
  }
  return happen(...happenings);
}

/** The owner removes a member. Their words stay, with their name. */
export function decideRemove(
  state: DraftState,
  command: CommandOf<"remove_member">,
  ctx: StepContext,
): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (member.role !== "owner") return refuse("forbidden", "Only the owner can remove somebody.");
  const target = memberById(state, command.memberId);
  if (!target?.active) return NO_MEMBER;
  if (target.id === member.id) return refuse("forbidden", "You own this draft. You can leave it instead.");
  const left: Happening = { type: "member_left", memberId: target.id, removed: true };
  return happen(left, ...voided(state, target.id, ctx.now), ...released(state, target.id));
}

/** Leave. An owner hands the draft to the longest-standing writer; with no writer left it is archived. */
export function decideLeave(state: DraftState, _command: CommandOf<"leave">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const happenings: Happening[] = [{ type: "member_left", memberId: member.id, removed: false }];
  if (member.role === "owner") {
    const heir = state.members.find((other) => mayHold(other) && other.id !== member.id);
    happenings.push(
      heir ? { type: "member_changed", member: { ...heir, role: "owner" } } : { type: "draft_archived" },
    );
  } else happenings.push(...voided(state, member.id, ctx.now));
  return happen(...happenings, ...released(state, member.id));
}

/** Become a member by an invite. One winner: the invite is open only once. */
export function decideRedeem(state: DraftState, _command: CommandOf<"redeem">, ctx: StepContext): Decision {
  const { actor, lookup } = ctx;
  const invite = lookup.invite && state.invites.find((known) => known.id === lookup.invite?.id);
  if (!actor || !lookup.invite || !invite)
    return refuse("invite_not_found", "This link leads nowhere. Ask for a new one.");
  const known = memberById(state, actor.id);
  if (known?.active) return refuse("already_member", "You are in this draft already.");
  const closed = whyClosed(invite, ctx.now);
  if (closed) return closed;
  if (lookup.invite.boundHash !== null && !actor.bindings?.includes(lookup.invite.boundHash))
    return refuse("invite_not_for_you", "This link was made for somebody else. Ask for one of your own.");
  if (state.members.filter((other) => other.active).length >= MEMBERS_MAX)
    return refuse("member_limit", "This draft has all the members it can hold.");
  const fresh = newMember(actor, invite.role, state.members.length, ctx.now);
  const member = known ? { ...fresh, color: known.color, joinedAt: ctx.now } : fresh;
  return happen({ type: "member_joined", member, inviteId: invite.id });
}

/** Why an invite no longer works, or null while it does. */
export function whyClosed(
  invite: { state: string; expiresAt: number },
  now: number,
): (Decision & { ok: false }) | null {
  if (invite.state === "used") return closed("invite_used", "That link was used already. Ask for a new one.");
  if (invite.state === "revoked")
    return closed("invite_revoked", "That link was withdrawn. Ask for a new one.");
  if (invite.expiresAt <= now) return closed("invite_expired", "That link has expired. Ask for a new one.");
  return null;
}

function closed(
  code: "invite_used" | "invite_revoked" | "invite_expired",
  detail: string,
): Decision & { ok: false } {
  return { ok: false, failure: { code, detail } };
}

function withdrawn(state: DraftState, memberId: string): Happening[] {
  const asked = state.requests.some((request) => request.memberId === memberId);
  return asked ? [{ type: "request_withdrawn", memberId }] : [];
}

/** The open invites of somebody who may invite no longer: kept back, one would be a way in again. */
function voided(state: DraftState, memberId: string, now: number): Happening[] {
  return state.invites
    .filter((invite) => invite.createdBy === memberId && whyClosed(invite, now) === null)
    .map((invite) => ({ type: "invite_revoked", inviteId: invite.id }));
}

/** The ring's move when `memberId` lets go of it for good. */
function released(state: DraftState, memberId: string): Happening[] {
  if (state.ring.holderId !== memberId) return [];
  const next = nextInLine(state) ?? afterHolder(state)[0];
  return next ? [moveRing(state, next.id, "holder_left")] : [];
}
