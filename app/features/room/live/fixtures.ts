import type { DraftView, Member, RoomEvent, Segment, You } from "@worker/features/room/contract.ts";

/** Made-up rooms for the tests beside this file. */

export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const MARA = idOf(1);
export const ILO = idOf(2);
export const NOON = 1_790_000_000_000;

export function memberOf(id: string, name: string, color: number, role: Member["role"] = "writer"): Member {
  return { id, kind: "person", role, handle: name.toLowerCase(), name, color, joinedAt: NOON, active: true };
}

export function segmentOf(seq: number, position: number, text: string, authorId = MARA): Segment {
  return {
    seq,
    position,
    authorId,
    appendedBy: authorId,
    text,
    epoch: 1,
    origin: "human",
    approverId: null,
    at: NOON + seq * 60_000,
    textHash: "0".repeat(64),
    prevSeal: "",
    seal: "1".repeat(64),
  };
}

export function viewOf(over: Partial<DraftView> = {}): DraftView {
  return {
    id: idOf(100),
    title: "A slow letter",
    platform: "x",
    kind: "thread",
    status: "open",
    settings: { lease: "24h", nextHolderRule: "manual", writersMayInvite: false, sharing: false },
    ancestor: null,
    createdAt: NOON,
    updatedAt: NOON,
    seq: 1,
    segmentCount: 0,
    ring: { holderId: MARA, epoch: 1, since: NOON, leaseEndsAt: NOON + 86_400_000 },
    members: [memberOf(MARA, "Mara", 0, "owner"), memberOf(ILO, "Ilo", 1)],
    segmentsBy: {},
    lastHeldAt: {},
    requests: [],
    segments: [],
    hasOlder: false,
    comments: [],
    suggestedPass: null,
    ...over,
  };
}

export const YOU: You = { memberId: MARA, role: "owner", lastReadSeq: null, lastVisitAt: null };

const common = (seq: number) => ({ seq, id: idOf(1000 + seq), at: NOON + seq * 60_000, actorId: MARA });

export function appended(seq: number, position: number, text: string, authorId = MARA): RoomEvent {
  return {
    ...common(seq),
    type: "segment_appended",
    segment: segmentOf(seq, position, text, authorId),
    suggestionId: null,
  };
}

export function moved(seq: number, from: string, to: string, epoch: number): RoomEvent {
  return { ...common(seq), type: "ring_moved", from, to, epoch, reason: "passed" };
}

export function commented(seq: number, text: string): RoomEvent {
  const comment = {
    id: idOf(5000 + seq),
    seq,
    kind: "comment" as const,
    segmentSeq: null,
    authorId: ILO,
    text,
    at: NOON,
    state: "open" as const,
  };
  return { ...common(seq), type: "comment_added", comment };
}
