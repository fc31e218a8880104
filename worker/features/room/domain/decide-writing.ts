import { COMMENTS_MAX, SEGMENTS_MAX } from "../../../kernel/limits.ts";
import { tidyText } from "../../../kernel/text.ts";
import type { Member } from "../contract.ts";
import {
  acting,
  type CommandOf,
  type Decision,
  type Happening,
  happen,
  moveRing,
  NOT_HERE,
  refuse,
  type StepContext,
  sealSegment,
  unlessHolding,
  unlessOpen,
} from "./decision.ts";
import { byRule } from "./ring.ts";
import type { DraftState } from "./state.ts";

/** Append the next segment: holder only, at the epoch the caller believes in. */
export function decideAppend(state: DraftState, command: CommandOf<"append">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const refusal =
    unlessOpen(state) ?? unlessHolding(state, member, command.epoch) ?? unlessExpected(state, command);
  if (refusal) return refusal;
  const text = tidyText(command.text);
  return appended(state, ctx, member, { authorId: member.id, text, suggestionId: null });
}

/** Accept a suggestion: the holder appends it, its author is credited. */
export function decideAccept(state: DraftState, command: CommandOf<"accept">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const refusal = unlessOpen(state) ?? unlessHolding(state, member, command.epoch);
  if (refusal) return refusal;
  const { comment } = ctx.lookup;
  if (!comment) return refuse("comment_not_found", "That suggestion does not exist.");
  if (comment.kind !== "suggestion")
    return refuse("not_a_suggestion", "Only a suggestion can become a segment.");
  if (comment.state !== "open")
    return refuse("suggestion_settled", `That suggestion was ${comment.state} already.`);
  return appended(state, ctx, member, {
    authorId: comment.authorId,
    text: comment.text,
    suggestionId: comment.id,
  });
}

/** Bring an earlier segment back: nothing is rewritten, its text comes again, credited to whoever wrote it. */
export function decideBringBack(
  state: DraftState,
  command: CommandOf<"bring_back">,
  ctx: StepContext,
): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const refusal = unlessOpen(state) ?? unlessHolding(state, member, command.epoch);
  if (refusal) return refusal;
  const { segment } = ctx.lookup;
  if (!segment) return refuse("segment_not_found", "Choose a segment of this draft to bring back.");
  return appended(state, ctx, member, { authorId: segment.authorId, text: segment.text, suggestionId: null });
}

/** Comment or suggest, on a segment or on the draft: everyone but viewers. */
export function decideComment(state: DraftState, command: CommandOf<"comment">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (member.role === "viewer")
    return refuse("forbidden", "Viewers read along. Ask the owner for another role to comment.");
  if (command.kind === "suggestion" || state.status === "archived") {
    const refusal = unlessOpen(state);
    if (refusal) return refusal;
  }
  if (command.segmentSeq !== null && !ctx.lookup.segment)
    return refuse("segment_not_found", "The segment you comment on does not exist.");
  if (state.commentCount >= COMMENTS_MAX)
    return refuse("comment_limit", "This draft has all the comments it can hold.");
  return happen({
    type: "comment_added",
    comment: {
      id: ctx.newId(),
      seq: state.seq + 1,
      kind: command.kind,
      segmentSeq: command.segmentSeq,
      authorId: member.id,
      text: tidyText(command.text),
      at: ctx.now,
      state: "open",
    },
  });
}

/** Put a comment or suggestion aside: its author, the owner, or the holder. */
export function decideDismiss(state: DraftState, command: CommandOf<"dismiss">, ctx: StepContext): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  const { comment } = ctx.lookup;
  if (!comment) return refuse("comment_not_found", "That comment does not exist.");
  const may = comment.authorId === member.id || member.role === "owner" || state.ring.holderId === member.id;
  if (!may) return refuse("forbidden", "Its author, the ring holder or the owner can put it aside.");
  if (comment.state === "dismissed") return happen();
  if (comment.state !== "open")
    return refuse("suggestion_settled", "That suggestion is part of the draft already.");
  return happen({ type: "comment_dismissed", commentId: command.commentId });
}

function unlessExpected(state: DraftState, command: CommandOf<"append">): Decision | null {
  if (command.expectedSeq === undefined || command.expectedSeq === state.lastSegmentSeq) return null;
  return refuse("seq_mismatch", "Another segment came before yours. Read it, then send again.", {
    facts: { lastSegmentSeq: state.lastSegmentSeq },
  });
}

function appended(
  state: DraftState,
  ctx: StepContext,
  holder: Member,
  by: { authorId: string; text: string; suggestionId: string | null },
): Decision {
  if (state.segmentCount >= SEGMENTS_MAX)
    return refuse("draft_full", "This draft has all the segments it can hold.");
  const seq = state.seq + 1;
  const segment = sealSegment(
    state,
    { seq, at: ctx.now },
    { authorId: by.authorId, appendedBy: holder.id, text: by.text, origin: "human", approverId: null },
  );
  const happenings: Happening[] = [{ type: "segment_appended", segment, suggestionId: by.suggestionId }];
  if (by.suggestionId)
    happenings.push({ type: "suggestion_accepted", commentId: by.suggestionId, segmentSeq: seq });
  const next = byRule(state);
  if (next) happenings.push(moveRing(state, next.id, "turn"));
  return happen(...happenings);
}
