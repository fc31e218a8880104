import type { Comment } from "@worker/features/room/contract.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { CommentForm } from "./form.tsx";
import { CommentItem } from "./item.tsx";
import { PendingComments } from "./pending.tsx";

/** What is said about the draft as a whole: open suggestions first, for they wait for an answer. */
export function DraftTalk() {
  const { state, startedAt } = useRoomParts();
  const now = useNow(startedAt, 30_000, state.offsetMs);
  const all = state.view.comments.filter((one) => one.segmentSeq === null && one.state !== "dismissed");
  const waits = (one: Comment) => one.kind === "suggestion" && one.state === "open";
  const ordered = [...all.filter(waits), ...all.filter((one) => !waits(one))];
  return (
    <section className="side-part" aria-labelledby="draft-talk">
      <h2 id="draft-talk">Talk</h2>
      {ordered.length === 0 && (
        <p className="side-hint">Comments and suggestions for the whole piece gather here.</p>
      )}
      <ul className="talk-list">
        {ordered.map((comment) => (
          <CommentItem key={comment.id} comment={comment} now={now} />
        ))}
      </ul>
      <PendingComments segmentSeq={null} />
      <CommentForm segmentSeq={null} />
    </section>
  );
}
