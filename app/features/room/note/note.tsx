import { NOTE_CHARS_MAX } from "@worker/kernel/limits.ts";
import { useId } from "react";
import { TextArea } from "~/ui/text-area.tsx";
import { useNote } from "./use-note.ts";

const SAYS = {
  loading: "Only you see this.",
  saved: "Only you see this. Saved.",
  saving: "Saving…",
  failed: "Kept on this device; it is saved when the line is back.",
} as const;

/** A private scratch note beside the draft, saved by itself. */
export function Note() {
  const { text, status, write } = useNote();
  const id = useId();
  return (
    <section className="side-part needs-script" aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>Note to self</h2>
      <TextArea
        className="note-text"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-state`}
        rows={2}
        value={text}
        maxLength={NOTE_CHARS_MAX}
        placeholder="For when the ring comes round…"
        onChange={(event) => write(event.target.value)}
      />
      <p className="side-hint" id={`${id}-state`}>
        {SAYS[status]}
      </p>
    </section>
  );
}
