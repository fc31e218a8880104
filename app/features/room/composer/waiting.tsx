import { COMMENT_CHARS_MAX } from "@worker/kernel/limits.ts";
import { useId, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { personOf } from "~/features/room/labels.ts";
import { timeAgo } from "~/lib/format.ts";
import { Button } from "~/ui/button.tsx";
import { TextArea } from "~/ui/text-area.tsx";
import { AskButton } from "../ring/ask.tsx";
import { useWriting } from "./use-composer.ts";

/** In the composer's place for everyone without the ring: who holds it, since when, and what one can do meanwhile. */
export function Waiting() {
  const { state, rights, holderId, startedAt } = useRoomParts();
  const now = useNow(startedAt, 30_000, state.offsetMs);
  const [suggesting, setSuggesting] = useState(false);
  const holder = personOf(state.view.members, holderId);
  const since = timeAgo(state.view.ring.since, now);
  return (
    <div className="waiting" data-author={holder.color % 8}>
      <p className="waiting-line">
        <strong>
          <bdi>{holder.name}</bdi>
        </strong>{" "}
        has the ring{since === "now" ? "." : `, for ${since}.`} {meanwhile(rights)}
      </p>
      <div className="waiting-actions">
        <AskButton />
        {rights.comment && (
          <Button
            kind="plain"
            className="needs-script"
            aria-expanded={suggesting}
            onClick={() => setSuggesting(!suggesting)}
          >
            Suggest a segment
          </Button>
        )}
      </div>
      {suggesting && <SuggestBox onDone={() => setSuggesting(false)} holderName={holder.name} />}
    </div>
  );
}

function meanwhile(rights: { asked: boolean; ask: boolean; comment: boolean }): string {
  if (rights.asked) return "You are in the queue.";
  if (rights.ask) return "You can ask for it, or suggest what comes next.";
  return rights.comment ? "You can suggest what comes next." : "You read along here.";
}

/** A suggestion for the holder: the same text one would have written with the ring. */
function SuggestBox({ onDone, holderName }: { onDone(): void; holderName: string }) {
  const { give } = useRoomParts();
  const [text, setText] = useWriting();
  const id = useId();
  return (
    <form
      className="suggest"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        give({ t: "comment", kind: "suggestion", segmentSeq: null, text });
        setText("");
        onDone();
      }}
    >
      <label htmlFor={id}>Your suggestion. {holderName} can make it a segment in your name.</label>
      <TextArea
        id={id}
        className="composer-text"
        maxLength={COMMENT_CHARS_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button kind="quiet" type="submit">
        Suggest
      </Button>
    </form>
  );
}
