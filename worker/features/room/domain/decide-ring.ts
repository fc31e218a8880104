import {
  acting,
  type CommandOf,
  type Decision,
  happen,
  moveRing,
  NOT_HERE,
  refuse,
  type StepContext,
  unlessHolding,
  unlessOpen,
} from "./decision.ts";
import { memberById } from "./ring.ts";
import { mayHold } from "./smart-pass.ts";
import type { DraftState } from "./state.ts";

/** Pass the ring to an owner or writer of the draft. To oneself is refused. */
export function decidePass(state: DraftState, command: CommandOf<"pass">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const refusal = unlessOpen(state) ?? unlessHolding(state, member, command.epoch);
  if (refusal) return refusal;
  if (command.to === member.id)
    return refuse("pass_to_self", "You hold the ring already. Choose somebody else.");
  const target = memberById(state, command.to);
  if (!target?.active) return refuse("member_not_found", "That person is not in this draft.");
  if (!mayHold(target))
    return refuse("not_a_writer", `${target.name} reads along here and cannot hold the ring.`);
  return happen(moveRing(state, target.id, "passed"));
}

/** Ask for the ring: first come, first served, one request each. */
export function decideRequest(state: DraftState, _command: CommandOf<"request">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const refusal = unlessOpen(state);
  if (refusal) return refusal;
  if (!mayHold(member))
    return refuse("not_a_writer", "Only writers can hold the ring. Ask the owner for that role.");
  if (state.ring.holderId === member.id) return refuse("already_holder", "You hold the ring already.");
  if (state.requests.some((request) => request.memberId === member.id))
    return refuse("already_requested", "You have asked already. You keep your place in the queue.");
  return happen({ type: "ring_requested", memberId: member.id });
}

/** Take one's own request back. */
export function decideWithdraw(
  state: DraftState,
  _command: CommandOf<"withdraw">,
  ctx: StepContext,
): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (!state.requests.some((request) => request.memberId === member.id))
    return refuse("no_request", "You have not asked for the ring.");
  return happen({ type: "request_withdrawn", memberId: member.id });
}

/** The owner takes the ring back, at any time; everybody sees that it was recalled. */
export function decideRecall(state: DraftState, _command: CommandOf<"recall">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (member.role !== "owner")
    return refuse("forbidden", "Only the owner can recall the ring. You can ask for it.");
  const refusal = unlessOpen(state);
  if (refusal) return refusal;
  if (state.ring.holderId === member.id) return refuse("already_holder", "You hold the ring already.");
  return happen(moveRing(state, member.id, "recalled"));
}
