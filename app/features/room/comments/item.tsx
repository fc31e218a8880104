import type { Comment } from "@worker/features/room/contract.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { personOf } from "~/features/room/labels.ts";
import { timeAgo } from "~/lib/format.ts";
import { Button } from "~/ui/button.tsx";
import { FormHead } from "../form-head.tsx";

const STATE_WORDS = { open: null, accepted: "became a segment", dismissed: "put aside" } as const;

/** One comment or suggestion, with what this reader may do about it. */
export function CommentItem({ comment, now }: { comment: Comment; now: number }) {
  const { state } = useRoomParts();
  const author = personOf(state.view.members, comment.authorId);
  const settled = STATE_WORDS[comment.state];
  return (
    <li
      className="comment"
      data-author={author.color % 8}
      data-kind={comment.kind}
      data-state={comment.state}
    >
      <p className="comment-head">
        <span className="dot" aria-hidden="true" />
        <bdi className="comment-author">{author.name}</bdi>
        {comment.kind === "suggestion" && <span>suggests</span>}
        <span className="muted">{timeAgo(comment.at, now)}</span>
        {settled && <span className="muted">· {settled}</span>}
      </p>
      <p className={comment.kind === "suggestion" ? "comment-text comment-serif" : "comment-text"}>
        {comment.text}
      </p>
      {comment.state === "open" && <CommentActions comment={comment} />}
    </li>
  );
}

function CommentActions({ comment }: { comment: Comment }) {
  const { state, rights, give, pass } = useRoomParts();
  const { epoch } = state.view.ring;
  const busy = state.kept.some(
    ({ command, acked }) =>
      !acked && (command.t === "accept" || command.t === "dismiss") && command.commentId === comment.id,
  );
  const accept = comment.kind === "suggestion" && rights.write && !pass.pending;
  if (!accept && !rights.settle(comment.authorId)) return null;
  return (
    <div className="comment-actions">
      {accept && (
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) give({ t: "accept", epoch, commentId: comment.id });
          }}
        >
          <FormHead intent="accept" epoch={epoch} scope={comment.id} />
          <input type="hidden" name="commentId" value={comment.id} />
          <Button type="submit" pending={busy}>
            Add to the piece
          </Button>
        </form>
      )}
      {rights.settle(comment.authorId) && (
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) give({ t: "dismiss", commentId: comment.id });
          }}
        >
          <FormHead intent="dismiss" scope={comment.id} />
          <input type="hidden" name="commentId" value={comment.id} />
          <Button kind="plain" type="submit">
            Put aside
          </Button>
        </form>
      )}
    </div>
  );
}
