import { HOUR_MS, MINUTE_MS } from "../../../kernel/clock.ts";
import type { Member } from "../contract.ts";
import { mayHold } from "./smart-pass.ts";
import type { DraftState, LeaseLengths } from "./state.ts";

export const LEASE_MS: LeaseLengths = {
  off: null,
  "10m": 10 * MINUTE_MS,
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "72h": 72 * HOUR_MS,
};

/** When the holder's lease ends (epoch ms): measured from the last pass or append. Null: never, or the draft is not open. */
export function leaseEnd(state: DraftState, leases: LeaseLengths): number | null {
  const length = leases[state.settings.lease];
  if (length === null || state.status !== "open") return null;
  return leaseBegan(state) + length;
}

/** When the running lease began (epoch ms). */
export function leaseBegan(state: Pick<DraftState, "leaseFrom" | "lastAppendAt">): number {
  return Math.max(state.leaseFrom, state.lastAppendAt ?? 0);
}

/**
 * Who gets the ring when the holder lets go without naming anybody: the head of the queue, else the next
 * writer in joining order after the holder, skipping those who let it lapse last time. Null: it stays.
 */
export function nextInLine(state: DraftState): Member | null {
  const { holderId } = state.ring;
  for (const request of state.requests) {
    const asker = memberById(state, request.memberId);
    if (asker && mayHold(asker) && asker.id !== holderId) return asker;
  }
  return afterHolder(state).find((member) => !state.lapsed.includes(member.id)) ?? null;
}

/** Whoever may hold the ring besides the holder, in joining order, beginning after the holder. */
export function afterHolder(state: DraftState): Member[] {
  const at = state.members.findIndex((member) => member.id === state.ring.holderId);
  const order = [...state.members.slice(at + 1), ...state.members.slice(0, Math.max(at, 0))];
  return order.filter((member) => mayHold(member) && member.id !== state.ring.holderId);
}

/** Who the draft's next-holder rule passes to after an append; null under `manual` or when nobody else may hold. */
export function byRule(state: DraftState): Member | null {
  switch (state.settings.nextHolderRule) {
    case "manual":
      return null;
    case "round_robin":
      return afterHolder(state)[0] ?? null;
    case "least_recent": {
      const heldAt = (member: Member) => state.lastHeldAt[member.id] ?? 0;
      const order = state.members.filter((member) => mayHold(member) && member.id !== state.ring.holderId);
      return [...order].sort((a, b) => heldAt(a) - heldAt(b))[0] ?? null;
    }
  }
}

/** A member by id, leavers included. */
export function memberById(state: { members: readonly Member[] }, memberId: string): Member | undefined {
  return state.members.find((member) => member.id === memberId);
}

/** When the object must next look at the lease: its end, unless nobody could take the ring then. */
export function leaseWake(state: DraftState): number | null {
  return nextInLine(state) === null ? null : state.ring.leaseEndsAt;
}
