import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";

/** Above the piece while an earlier state is shown. The holder can bring its last segment back, as a new one. */
export default function PastBanner() {
  const { state, past, setPast, rights, give } = useRoomParts();
  if (!past) return null;
  const shown = past.segments.at(-1);
  const bringBack = () => {
    if (!shown) return;
    give({ t: "bring_back", epoch: state.view.ring.epoch, seq: shown.seq });
    setPast(null);
  };
  return (
    <div className="notice past-banner" role="status">
      <span>
        This is how it was at segment {shown?.position ?? 0} of {state.view.segmentCount}. Nothing here is
        lost or changed.
      </span>
      {rights.write && shown && (
        <Button kind="plain" onClick={bringBack}>
          Add segment {shown.position} again
        </Button>
      )}
      <Button kind="plain" onClick={() => setPast(null)}>
        Back to now
      </Button>
    </div>
  );
}
