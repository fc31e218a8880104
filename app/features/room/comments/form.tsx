import { COMMENT_CHARS_MAX } from "@worker/kernel/limits.ts";
import { useId, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";
import { Segmented } from "~/ui/segmented.tsx";
import { TextArea } from "~/ui/text-area.tsx";
import { FormHead } from "../form-head.tsx";

const KINDS = [
  { value: "comment", label: "Comment" },
  { value: "suggestion", label: "Suggest" },
] as const;

/** Say something about a segment, or about the draft as a whole; or suggest words for it. */
export function CommentForm({ segmentSeq }: { segmentSeq: number | null }) {
  const { state, rights, give, returned } = useRoomParts();
  const [text, setText] = useState(
    returned?.intent === "comment" && segmentSeq === null ? returned.text : "",
  );
  const [kind, setKind] = useState<"comment" | "suggestion">("comment");
  const id = useId();
  if (!rights.comment || state.view.status === "archived") return null;
  return (
    <form
      method="post"
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        give({ t: "comment", kind, segmentSeq, text });
        setText("");
      }}
    >
      <FormHead intent="comment" scope={String(segmentSeq ?? "")} />
      <input type="hidden" name="segmentSeq" value={segmentSeq ?? ""} />
      <label className="sr-only" htmlFor={id}>
        Your {kind}
      </label>
      <TextArea
        id={id}
        name="text"
        rows={2}
        autoFocus={segmentSeq !== null}
        required
        maxLength={COMMENT_CHARS_MAX}
        value={text}
        placeholder={kind === "comment" ? "Say something about it…" : "Suggest the words…"}
        onChange={(event) => setText(event.target.value)}
      />
      {returned?.intent === "comment" && segmentSeq === null && <p className="trouble">{returned.words}</p>}
      <div className="comment-form-foot">
        <Segmented label="What it is" name="kind" options={KINDS} value={kind} onChange={setKind} />
        <Button type="submit">Send</Button>
      </div>
    </form>
  );
}
