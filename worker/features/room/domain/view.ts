import type { Comment, DraftView, RoomEvent } from "../contract.ts";
import { evolveCore } from "./core.ts";
import { smartPass } from "./smart-pass.ts";

/**
 * A member's view after an event, shared by browser and tests. The segment window only grows at its end;
 * older segments are asked for. `leaseEndsAt` (epoch ms or null) is the server's word, sent with the event.
 * An event that the view already holds changes nothing.
 */
export function evolveView(view: DraftView, event: RoomEvent, leaseEndsAt: number | null): DraftView {
  if (event.seq <= view.seq) return view;
  const core = evolveCore(view, event);
  const next: DraftView = {
    ...core,
    ring: { ...core.ring, leaseEndsAt },
    comments: evolveComments(view.comments, event),
  };
  if (event.type === "segment_appended") next.segments = [...view.segments, event.segment];
  return { ...next, suggestedPass: smartPass(next) };
}

/** Comments after an event: added, accepted or dismissed. */
export function evolveComments(comments: Comment[], event: RoomEvent): Comment[] {
  const settle = (commentId: string, state: Comment["state"]) =>
    comments.map((comment) => (comment.id === commentId ? { ...comment, state } : comment));
  switch (event.type) {
    case "comment_added":
      return [...comments, event.comment];
    case "suggestion_accepted":
      return settle(event.commentId, "accepted");
    case "comment_dismissed":
      return settle(event.commentId, "dismissed");
    default:
      return comments;
  }
}
