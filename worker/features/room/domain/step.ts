import type { Failure } from "../../../kernel/result.ts";
import { tidyText } from "../../../kernel/text.ts";
import type { Actor, CreateInput, RoomCommand } from "../commands.ts";
import type { RoomEvent } from "../contract.ts";
import { decideArchive, decidePublish, decideRename, decideRestore, decideSettings } from "./decide-draft.ts";
import { decideInvite, decideRenew, decideRevoke } from "./decide-invites.ts";
import { decideChangeRole, decideLeave, decideRedeem, decideRemove, newMember } from "./decide-members.ts";
import { decidePass, decideRecall, decideRequest, decideWithdraw } from "./decide-ring.ts";
import {
  decideAccept,
  decideAppend,
  decideBringBack,
  decideComment,
  decideDismiss,
} from "./decide-writing.ts";
import { type Decision, type Happening, moveRing, type StepContext, sealSegment } from "./decision.ts";
import { begin, evolve } from "./evolve.ts";
import { memberById, nextInLine } from "./ring.ts";
import type { DraftState } from "./state.ts";

/** The answer of one step. Events are to be stored and told even when the command itself was refused: time had passed. */
export interface Step {
  state: DraftState;
  events: RoomEvent[];
  outcome: { ok: true; seq: number } | { ok: false; failure: Failure };
}

/**
 * The whole rule of a draft: what a command does to it, at a time. Pure: the same state, command and context give
 * the same step. First whatever was due happens (a lease that ended), then the command, then what the command made due.
 * A null command is the clock: only what is due happens.
 */
export function step(state: DraftState, command: RoomCommand | null, ctx: StepContext): Step {
  const due = lapsed(apply(state, nameChange(state, ctx), ctx), ctx);
  if (command === null) return { ...due, outcome: { ok: true, seq: due.state.seq } };
  const decision = decide(due.state, command, ctx);
  if (!decision.ok) return { ...due, outcome: { ok: false, failure: decision.failure } };
  const done = apply(due.state, decision.happenings, ctx);
  const after = lapsed(done, ctx);
  const seq = done.events[0]?.seq ?? due.state.seq;
  return { state: after.state, events: [...due.events, ...after.events], outcome: { ok: true, seq } };
}

/** How a draft begins: the creator owns it and holds the ring at epoch 1; first segments follow at once. */
export function open(input: CreateInput, creator: Actor, ctx: Omit<StepContext, "actor" | "lookup">): Step {
  const owner = newMember(creator, "owner", 0, ctx.now);
  const created: RoomEvent = {
    type: "draft_created",
    seq: 1,
    id: ctx.newId(),
    at: ctx.now,
    actorId: creator.id,
    title: tidyText(input.title),
    platform: input.platform,
    kind: input.kind,
    ancestor: input.ancestor,
    owner,
  };
  const context = { ...ctx, actor: creator, lookup: {} };
  const credits: Happening[] = input.credited.map((author, index) => ({
    type: "member_joined",
    member: { ...newMember(author, "viewer", index + 1, ctx.now), active: false },
    inviteId: null,
  }));
  let step = apply(begin(input.draftId, created, ctx.leases), credits, context);
  for (const first of input.segments) {
    const place = { seq: step.state.seq + 1, at: ctx.now };
    const segment = sealSegment(step.state, place, {
      ...first,
      text: tidyText(first.text),
      appendedBy: creator.id,
    });
    const next = apply(step.state, [{ type: "segment_appended", segment, suggestionId: null }], context);
    step = { state: next.state, events: step.events.concat(next.events) };
  }
  return { state: step.state, events: [created, ...step.events], outcome: { ok: true, seq: 1 } };
}

function decide(state: DraftState, command: RoomCommand, ctx: StepContext): Decision {
  switch (command.t) {
    case "append":
      return decideAppend(state, command, ctx);
    case "bring_back":
      return decideBringBack(state, command, ctx);
    case "accept":
      return decideAccept(state, command, ctx);
    case "comment":
      return decideComment(state, command, ctx);
    case "dismiss":
      return decideDismiss(state, command, ctx);
    case "pass":
      return decidePass(state, command, ctx);
    case "request":
      return decideRequest(state, command, ctx);
    case "withdraw":
      return decideWithdraw(state, command, ctx);
    case "recall":
      return decideRecall(state, command, ctx);
    case "rename":
      return decideRename(state, command, ctx);
    case "archive":
      return decideArchive(state, command, ctx);
    case "restore":
      return decideRestore(state, command, ctx);
    case "publish":
      return decidePublish(state, command, ctx);
    case "settings":
      return decideSettings(state, command, ctx);
    case "change_role":
      return decideChangeRole(state, command, ctx);
    case "remove_member":
      return decideRemove(state, command, ctx);
    case "leave":
      return decideLeave(state, command, ctx);
    case "invite":
      return decideInvite(state, command, ctx);
    case "renew_invite":
      return decideRenew(state, command, ctx);
    case "revoke_invite":
      return decideRevoke(state, command, ctx);
    case "redeem":
      return decideRedeem(state, command, ctx);
  }
}

type Told = Pick<Step, "state" | "events">;

/** With the ring moved on, by nobody's hand, if the lease has ended and somebody can take it. */
function lapsed(told: Told, ctx: StepContext): Told {
  const { leaseEndsAt } = told.state.ring;
  if (leaseEndsAt === null || leaseEndsAt > ctx.now) return told;
  const next = nextInLine(told.state);
  if (!next) return told;
  const moved = apply(told.state, [moveRing(told.state, next.id, "lease_expired")], { ...ctx, actor: null });
  return { state: moved.state, events: [...told.events, ...moved.events] };
}

/** A member who comes back under a new name or handle is shown by it. */
function nameChange(state: DraftState, ctx: StepContext): Happening[] {
  const known = ctx.actor && memberById(state, ctx.actor.id);
  if (!ctx.actor || !known?.active) return [];
  const { handle, name } = ctx.actor;
  return known.handle === handle && known.name === name
    ? []
    : [{ type: "member_changed", member: { ...known, handle, name } }];
}

function apply(state: DraftState, happenings: Happening[], ctx: StepContext): Told {
  let next = state;
  const events: RoomEvent[] = [];
  for (const happening of happenings) {
    const stamp = { seq: next.seq + 1, id: ctx.newId(), at: ctx.now, actorId: ctx.actor?.id ?? null };
    const event = { ...happening, ...stamp } as RoomEvent;
    next = evolve(next, event, ctx.leases);
    events.push(event);
  }
  return { state: next, events };
}
