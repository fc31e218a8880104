import type { DraftView, Member, You } from "@worker/features/room/contract.ts";

/** What this member may do now. For showing the right controls only: the draft's object has the last word. */
export interface Rights {
  holds: boolean;
  isOwner: boolean;
  /** May hold the ring at all. */
  writer: boolean;
  write: boolean;
  ask: boolean;
  asked: boolean;
  recall: boolean;
  comment: boolean;
  settle: (authorId: string) => boolean;
  invite: boolean;
}

export function rightsOf(view: DraftView, you: You): Rights {
  const open = view.status === "open";
  const holds = view.ring.holderId === you.memberId;
  const isOwner = you.role === "owner";
  const writer = isOwner || you.role === "writer";
  const asked = view.requests.some((request) => request.memberId === you.memberId);
  return {
    holds,
    isOwner,
    writer,
    asked,
    write: open && holds && writer,
    ask: open && writer && !holds && !asked,
    recall: open && isOwner && !holds,
    comment: you.role !== "viewer",
    settle: (authorId) => isOwner || authorId === you.memberId || (holds && writer),
    invite: isOwner || (writer && view.settings.writersMayInvite),
  };
}

/** Who could get the ring from its holder, the suggested one first. */
export function passTargets(view: DraftView): Member[] {
  const suggested = view.suggestedPass?.to;
  return view.members
    .filter(
      (one) => one.active && one.id !== view.ring.holderId && (one.role === "owner" || one.role === "writer"),
    )
    .sort((a, b) => Number(b.id === suggested) - Number(a.id === suggested));
}
