import { characters } from "../../kernel/text.ts";
import type { DraftEvent } from "../analytics/contract.ts";
import type { RoomEvent } from "./contract.ts";

/** The analytics fact of a room event: the same id, so that delivering it twice counts once; never its text. */
export function toFact(draftId: string, event: RoomEvent): DraftEvent {
  const base = { id: event.id, occurredAt: event.at, actorId: event.actorId, subjectId: draftId };
  const { seq } = event;
  switch (event.type) {
    case "draft_created":
      return {
        ...base,
        type: event.type,
        data: { seq, platform: event.platform, kind: event.kind, forked: event.ancestor !== null },
      };
    case "segment_appended": {
      const { position, origin, text, authorId } = event.segment;
      const data = {
        seq,
        position,
        origin,
        characters: characters(text),
        suggested: event.suggestionId !== null,
      };
      return { ...base, actorId: authorId, type: event.type, data };
    }
    case "ring_moved": {
      const type = event.reason === "passed" || event.reason === "turn" ? "ring_passed" : "ring_moved";
      return {
        ...base,
        type,
        data: { seq, from: event.from, to: event.to, epoch: event.epoch, reason: event.reason },
      };
    }
    case "comment_added":
      return {
        ...base,
        type: event.type,
        data: { seq, kind: event.comment.kind, characters: characters(event.comment.text) },
      };
    case "member_joined": {
      const data = {
        seq,
        memberId: event.member.id,
        role: event.member.role,
        invited: event.inviteId !== null,
      };
      return { ...base, type: event.type, data };
    }
    case "member_left":
      return { ...base, type: event.type, data: { seq, memberId: event.memberId, removed: event.removed } };
    case "member_changed":
      return { ...base, type: event.type, data: { seq, memberId: event.member.id, role: event.member.role } };
    case "invite_created":
      return { ...base, type: event.type, data: { seq, role: event.role } };
    default:
      return { ...base, type: event.type, data: { seq } };
  }
}
