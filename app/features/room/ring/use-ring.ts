import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { type Named, personOf } from "~/features/room/labels.ts";
import { ringViewOf } from "~/features/room/ring-view.ts";
import { timeLeft } from "~/lib/format.ts";
import type { RingView } from "~/ui/ring/ring.tsx";

/** The ring as it is on screen this second: drawing, holder, and what is left of the lease in words. */
export function useRing(): { view: RingView; holder: Named; yours: boolean; left: string | null } {
  const { state, holderId, startedAt, past } = useRoomParts();
  const now = useNow(startedAt, 1_000, state.offsetMs);
  const { view, here, you } = state;
  const shown = past ? past.holderId : holderId;
  const drawn = ringViewOf(view, past ? {} : here, you.memberId, shown, now);
  const { leaseEndsAt } = view.ring;
  return {
    view: past ? { ...drawn, requests: [], leaseFraction: null } : drawn,
    holder: personOf(view.members, shown),
    yours: shown === you.memberId,
    left: past || leaseEndsAt === null || shown !== view.ring.holderId ? null : timeLeft(leaseEndsAt - now),
  };
}
