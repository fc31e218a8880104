import { useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { shownSegments } from "~/features/room/live/room-state.ts";
import { Button } from "~/ui/button.tsx";

/** Older segments, a window at a time. The page keeps its place: what was read stays where it was. */
export function Older() {
  const { draftId, state, client } = useRoomParts();
  const [status, setStatus] = useState<"idle" | "pending" | "failed">("idle");
  const first = shownSegments(state)[0];
  if (!state.hasOlder || !first) return null;
  const load = async () => {
    setStatus("pending");
    const from = document.documentElement.scrollHeight - window.scrollY;
    const { loadPanel } = await import("~/features/room/act.ts");
    const page = await loadPanel(draftId, "segments", { before: first.seq });
    setStatus(page ? "idle" : "failed");
    if (!page) return;
    client.addOlder(page.segments, page.hasOlder);
    requestAnimationFrame(() =>
      window.scrollTo({ top: document.documentElement.scrollHeight - from, behavior: "instant" }),
    );
  };
  return (
    <div className="older">
      <Button kind="plain" pending={status === "pending"} onClick={() => void load()}>
        Read the {first.position - 1 === 1 ? "segment" : `${first.position - 1} segments`} before this
      </Button>
      {status === "failed" && <p className="trouble">They did not come through. Try again in a moment.</p>}
    </div>
  );
}
