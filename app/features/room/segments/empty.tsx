import { useRoomParts } from "~/features/room/context.ts";
import { personOf } from "~/features/room/labels.ts";
import { EmptyState } from "~/ui/empty-state.tsx";

/** Before the first segment. The composer below is the one action. */
export function Empty() {
  const { state, rights } = useRoomParts();
  const holder = personOf(state.view.members, state.view.ring.holderId);
  return (
    <EmptyState>
      {rights.holds
        ? "Nothing is written yet. The first line is yours."
        : `Nothing is written yet. ${holder.name} has the ring and begins.`}
    </EmptyState>
  );
}
