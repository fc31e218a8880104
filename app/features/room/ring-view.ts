import type { DraftView, Member } from "@worker/features/room/contract.ts";
import { LEASE_MS } from "@worker/features/room/domain/ring.ts";
import { initialsOf } from "~/lib/format.ts";
import type { AuthorColor, RingPerson, RingView } from "~/ui/ring/ring.tsx";
import type { Here } from "./live/presence.ts";
import type { Kept } from "./live/room-state.ts";

/** The ring of a draft as the drawing wants it. `holderId` may run ahead of the server while a pass is on its way. */
export function ringViewOf(
  view: DraftView,
  here: Readonly<Record<string, Here>>,
  youId: string,
  holderId: string,
  now: number,
): RingView {
  const people = view.members.filter(
    (member) => member.active && (canHold(member) || member.id === holderId),
  );
  return {
    people: people.map((member) => seatOf(member, here[member.id])),
    holderId,
    leaseFraction: holderId === view.ring.holderId ? leaseFraction(view, now) : 1,
    requests: view.requests.map((request) => request.memberId).filter((id) => id !== holderId),
    youId,
  };
}

const canHold = (member: Member) => member.role === "owner" || member.role === "writer";

function seatOf(member: Member, here: Here | undefined): RingPerson {
  return {
    id: member.id,
    name: member.name,
    initials: initialsOf(member.name),
    color: (((member.color % 8) + 8) % 8) as AuthorColor,
    state: here === undefined ? "away" : here.typingUntil > 0 ? "typing" : "here",
  };
}

/** What is left of the lease, 1 … 0; null where it is off. */
export function leaseFraction(view: DraftView, now: number): number | null {
  const length = LEASE_MS[view.settings.lease];
  const { leaseEndsAt } = view.ring;
  if (length === null || leaseEndsAt === null) return null;
  return Math.min(1, Math.max(0, (leaseEndsAt - now) / length));
}

/** Who holds the ring on screen: where a pass or recall that is under way sends it, else the server's word. */
export function shownHolder(
  view: DraftView,
  passingTo: string | null,
  kept: readonly Kept[],
  youId: string,
): string {
  if (passingTo) return passingTo;
  for (const { command, acked } of kept) {
    if (command.t === "pass" && command.epoch === view.ring.epoch && !acked) return command.to;
    if (command.t === "recall" && !acked) return youId;
  }
  return view.ring.holderId;
}
