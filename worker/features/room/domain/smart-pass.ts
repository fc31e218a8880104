import type { Member } from "../contract.ts";

export interface SmartPassFacts {
  ring: { holderId: string };
  members: readonly Member[];
  /** Segments per author id. */
  segmentsBy: Readonly<Record<string, number>>;
  /** When each member last held the ring, epoch ms; absent for those who never did. */
  lastHeldAt: Readonly<Record<string, number>>;
}

/** Whether a member may hold the ring at all. */
export function mayHold(member: Member): boolean {
  return member.active && (member.role === "owner" || member.role === "writer");
}

/**
 * Who should get the ring next, with the reason: fewest segments, then longest since last held, then joining
 * order. Null when nobody else may hold it. Members come in joining order.
 */
export function smartPass(facts: SmartPassFacts): { to: string; reason: string } | null {
  const segments = (member: Member) => facts.segmentsBy[member.id] ?? 0;
  const heldAt = (member: Member) => facts.lastHeldAt[member.id] ?? 0;
  const others = facts.members.filter((member) => mayHold(member) && member.id !== facts.ring.holderId);
  const [best, second] = [...others].sort((a, b) => segments(a) - segments(b) || heldAt(a) - heldAt(b));
  if (!best) return null;
  return { to: best.id, reason: reasonFor(best, second, segments, heldAt) };
}

function reasonFor(
  best: Member,
  second: Member | undefined,
  segments: (member: Member) => number,
  heldAt: (member: Member) => number,
): string {
  if (!second) return `${best.name} is the other writer here.`;
  if (segments(best) < segments(second))
    return segments(best) === 0
      ? `${best.name} hasn't added a segment yet.`
      : `${best.name} has added the fewest segments so far.`;
  if (heldAt(best) === 0 && heldAt(second) > 0) return `${best.name} hasn't held the ring yet.`;
  if (heldAt(best) < heldAt(second)) return `${best.name} has waited longest since holding the ring.`;
  return `${best.name} is next in joining order.`;
}
