import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";

/** Above the piece while an earlier state is shown. */
export default function PastBanner() {
  const { state, past, setPast } = useRoomParts();
  if (!past) return null;
  const shown = past.segments.at(-1)?.position ?? 0;
  return (
    <div className="notice past-banner" role="status">
      <span>
        This is how it was at segment {shown} of {state.view.segmentCount}. Nothing here is lost or changed.
      </span>
      <Button kind="plain" onClick={() => setPast(null)}>
        Back to now
      </Button>
    </div>
  );
}
