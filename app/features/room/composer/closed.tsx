import { useRoomParts } from "~/features/room/context.ts";

/** In the composer's place once a draft takes no more segments. */
export function Closed() {
  const { state, rights } = useRoomParts();
  const archived = state.view.status === "archived";
  return (
    <div className="waiting">
      <p className="waiting-line">
        {archived ? "This draft rests in the archive." : "This piece is published, and stays as it is."}{" "}
        {archived && rights.isOwner
          ? "You can restore it under Settings, below the ring."
          : "You can still read it, export it, or fork it and go on from there."}
      </p>
    </div>
  );
}
