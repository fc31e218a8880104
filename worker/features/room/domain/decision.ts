import type { ErrorCode } from "../../../kernel/errors.ts";
import type { Failure } from "../../../kernel/result.ts";
import type { Actor, RoomCommand } from "../commands.ts";
import type { Comment, Member, RoomEvent, Segment } from "../contract.ts";
import { sealOf, textHash } from "./proof.ts";
import { memberById } from "./ring.ts";
import { mayHold } from "./smart-pass.ts";
import type { DraftState, LeaseLengths } from "./state.ts";

/** What a command may look up beyond the state: the one comment, segment or invite that it names. */
export interface Lookup {
  comment?: Comment | null;
  segment?: Segment | null;
  /** The invite that the link's hash belongs to, and the hash it is bound to. */
  invite?: { id: string; boundHash: string | null } | null;
}

/** Everything outside state and command that a decision depends on. */
export interface StepContext {
  now: number;
  /** Null: the clock (an alarm). */
  actor: Actor | null;
  newId: () => string;
  leases: LeaseLengths;
  lookup: Lookup;
}

/** An event without what the step fills in: seq, id, time, actor. */
export type Happening = RoomEvent extends infer E
  ? E extends RoomEvent
    ? Omit<E, "seq" | "id" | "at" | "actorId">
    : never
  : never;

export type Decision = { ok: true; happenings: Happening[] } | { ok: false; failure: Failure };

export type CommandOf<T extends RoomCommand["t"]> = Extract<RoomCommand, { t: T }>;

/** The command is allowed, and this is what it causes; nothing, when it is so already. */
export function happen(...happenings: Happening[]): Decision {
  return { ok: true, happenings };
}

/** The command is refused, with a code of `errors.ts`. */
export function refuse(
  code: ErrorCode,
  detail: string,
  more: Omit<Failure, "code" | "detail"> = {},
): Decision {
  return { ok: false, failure: { code, detail, ...more } };
}

/** The answer to whoever is not a member: it does not say whether the draft exists. */
export const NOT_HERE = refuse("draft_not_found", "This draft is not yours to see, or does not exist.");

/** The acting member, if they are one now. */
export function acting(state: DraftState, ctx: StepContext): Member | null {
  const member = ctx.actor ? memberById(state, ctx.actor.id) : undefined;
  return member?.active ? member : null;
}

/** Refusal unless the draft is open. */
export function unlessOpen(state: DraftState): Decision | null {
  return state.status === "open"
    ? null
    : refuse("draft_not_open", `This draft is ${state.status}. Nothing can be added to it.`);
}

/** Refusal unless the member holds the ring at the epoch the caller believes in. */
export function unlessHolding(state: DraftState, member: Member, epoch: number): Decision | null {
  const facts = { holderId: state.ring.holderId, epoch: state.ring.epoch };
  if (!mayHold(member) || state.ring.holderId !== member.id)
    return refuse("ring_required", "Somebody else holds the ring. You can ask for it.", { facts });
  if (epoch !== state.ring.epoch)
    return refuse("ring_epoch_stale", "The ring has moved since. Look at the newest state, then try again.", {
      facts,
    });
  return null;
}

/** The ring's next move, one epoch on. */
export function moveRing(
  state: DraftState,
  to: string,
  reason: Extract<Happening, { type: "ring_moved" }>["reason"],
): Happening {
  return { type: "ring_moved", from: state.ring.holderId, to, epoch: state.ring.epoch + 1, reason };
}

/** The next segment of a draft, sealed onto the chain. */
export function sealSegment(
  state: Pick<DraftState, "id" | "seal" | "segmentCount" | "ring">,
  place: { seq: number; at: number },
  by: Pick<Segment, "authorId" | "appendedBy" | "origin" | "approverId" | "text">,
): Segment {
  const entry = {
    seq: place.seq,
    epoch: state.ring.epoch,
    authorId: by.authorId,
    origin: by.origin,
    approverId: by.approverId,
    at: place.at,
    textHash: textHash(by.text),
    prevSeal: state.seal,
  };
  return {
    ...entry,
    position: state.segmentCount + 1,
    appendedBy: by.appendedBy,
    text: by.text,
    seal: sealOf(state.id, entry),
  };
}
