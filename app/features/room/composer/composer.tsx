import { SEGMENT_CHARS_MAX } from "@worker/kernel/limits.ts";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { PLATFORM_SOFT_CHARS } from "~/features/room/labels.ts";
import { errorWords } from "~/features/room/words.ts";
import { Button } from "~/ui/button.tsx";
import { Kbd } from "~/ui/kbd.tsx";
import { TextArea } from "~/ui/text-area.tsx";
import { FormHead } from "../form-head.tsx";
import { Counter } from "./counter.tsx";
import { useComposer } from "./use-composer.ts";

/** Where the holder writes the next part. The gold edge is the ring's. */
export function Composer() {
  const { state, returned } = useRoomParts();
  const { text, length, refusal, type, send } = useComposer();
  const box = useRef<HTMLTextAreaElement>(null);
  const trouble = refusal
    ? errorWords(refusal.code, refusal.detail)
    : returned?.intent === "append"
      ? returned.words
      : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <form method="post" className="composer" onSubmit={submit} id="write">
      <FormHead intent="append" epoch={state.view.ring.epoch} />
      <label htmlFor="composer-text" className="composer-label">
        Your turn
      </label>
      <TextArea
        id="composer-text"
        className="composer-text"
        ref={box}
        name="text"
        required
        value={text}
        placeholder="Write the next part…"
        aria-describedby={trouble ? "composer-trouble" : "composer-hint"}
        aria-invalid={trouble !== null || length > SEGMENT_CHARS_MAX || undefined}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {trouble && (
        <p className="trouble" id="composer-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="composer-foot">
        <span className="composer-hint needs-script" id="composer-hint">
          <Kbd keys="mod+↵" /> appends
        </span>
        <Counter length={length} softChars={PLATFORM_SOFT_CHARS[state.view.platform]} />
        <Button kind="primary" type="submit">
          Append
        </Button>
      </div>
    </form>
  );
}
