import { COMMENT_CHARS_MAX } from "@worker/kernel/limits.ts";
import { useId } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";
import { TextArea } from "~/ui/text-area.tsx";
import { useWriting } from "./use-composer.ts";

/** A suggestion for the holder: the same text one would have written with the ring. */
export default function SuggestBox({ onDone, holderName }: { onDone(): void; holderName: string }) {
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
        autoFocus
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
