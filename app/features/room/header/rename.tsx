import { TITLE_CHARS_MAX } from "@worker/kernel/limits.ts";
import { useCallback } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { Button } from "~/ui/button.tsx";
import { FreshForm } from "../fresh-form.tsx";

/** The title, in place, for its owner. Escape leaves it as it was. */
export default function Rename({ onClose }: { onClose(): void }) {
  const { draftId, state } = useRoomParts();
  const act = useAct(
    draftId,
    useCallback(() => onClose(), [onClose]),
  );
  return (
    <FreshForm act={act} intent="rename" className="rename-form">
      <input
        name="title"
        className="rename-input"
        aria-label="Title"
        dir="auto"
        required
        maxLength={TITLE_CHARS_MAX}
        defaultValue={state.view.title}
        // biome-ignore lint/a11y/noAutofocus: it replaces the title that was just pressed
        autoFocus
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      />
      <div className="rename-actions">
        <Button type="submit" pending={act.pending}>
          Rename
        </Button>
        <Button kind="plain" onClick={onClose}>
          Leave it
        </Button>
      </div>
      {act.trouble && (
        <p className="trouble" role="alert">
          {act.trouble}
        </p>
      )}
    </FreshForm>
  );
}
