import { useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { Button } from "~/ui/button.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { Confirm } from "../members/confirm.tsx";

/** Publish, archive, restore: for the owner. */
export function Lifecycle() {
  const { draftId, state } = useRoomParts();
  const { status, segmentCount } = state.view;
  const publish = useAct(draftId);
  const archive = useAct(draftId);
  const restore = useAct(draftId);
  const [asking, setAsking] = useState<"publish" | "archive" | null>(null);
  const close = () => setAsking(null);
  if (status === "archived")
    return (
      <FreshForm act={restore} intent="restore" className="lifecycle">
        <p className="side-hint">This draft rests in the archive.</p>
        <Button type="submit" pending={restore.pending}>
          Restore it
        </Button>
        {restore.trouble && <p className="trouble">{restore.trouble}</p>}
      </FreshForm>
    );
  return (
    <div className="lifecycle">
      {status === "open" && segmentCount > 0 && (
        <Button onClick={() => setAsking("publish")}>Publish…</Button>
      )}
      <Button kind="danger" onClick={() => setAsking("archive")}>
        Archive…
      </Button>
      <Confirm
        open={asking === "publish" && status === "open"}
        onClose={close}
        title="Publish this piece?"
        text="It is finished then: nobody can add to it any more. Everyone who wrote it stays credited. You can still export and fork it."
        action="Publish"
        act={publish}
        intent="publish"
      />
      <Confirm
        open={asking === "archive"}
        onClose={close}
        title="Archive this draft?"
        text="It leaves everyone's list, and nobody can write in it. Nothing is deleted, and you can restore it any time."
        action="Archive"
        act={archive}
        intent="archive"
      />
    </div>
  );
}
