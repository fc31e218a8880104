import type { Comment } from "@worker/features/room/contract.ts";
import { CommentForm } from "./form.tsx";
import { CommentItem } from "./item.tsx";
import { PendingComments } from "./pending.tsx";

/** What is said about one segment. */
export default function SegmentThread(props: {
  segmentSeq: number;
  comments: readonly Comment[];
  now: number;
  form: boolean;
}) {
  const { segmentSeq, comments, now, form } = props;
  return (
    <div className="thread">
      <ul>
        {comments.map((comment) => (
          <CommentItem key={comment.id} comment={comment} now={now} />
        ))}
      </ul>
      <PendingComments segmentSeq={segmentSeq} />
      {form && <CommentForm segmentSeq={segmentSeq} />}
    </div>
  );
}
