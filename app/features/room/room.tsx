import type { DraftView, You } from "@worker/features/room/contract.ts";
import { lazy, Suspense, useMemo, useState } from "react";
import { Turn } from "./composer/turn.tsx";
import { RoomContext, type Room as RoomParts, type Wish } from "./context.ts";
import { Ended } from "./ended.tsx";
import { freshKey } from "./fresh-key.ts";
import { RoomHeader } from "./header/header.tsx";
import { Refusals } from "./header/refusals.tsx";
import { usePass } from "./hooks/use-pass.ts";
import { useRoom } from "./hooks/use-room.ts";
import { Joined } from "./joined.tsx";
import type { HistoryState } from "./panels.ts";
import { HereNow, WaitingList } from "./people/here-now.tsx";
import { rightsOf } from "./rights.ts";
import { RingPanel, RingStripBar } from "./ring/ring-panel.tsx";
import { shownHolder } from "./ring-view.ts";
import { SegmentList } from "./segments/list.tsx";
import { type RoomTab, TabBar } from "./tab-bar.tsx";

// In the browser it comes to life after the piece. On the server it is there before the first byte goes out.
const SideParts = lazy(() => import("./side-parts.tsx"));

const PastBanner = lazy(() => import("./history/past-banner.tsx"));

interface RoomProps {
  view: DraftView;
  you: You;
  startedAt: number;
  formKey: string;
  joined: boolean;
  returned: RoomParts["returned"];
}

/** The room: the piece, the ring, and the people around it. */
export function Room({ view, you, startedAt, formKey, joined, returned }: RoomProps) {
  const { state, client } = useRoom(view, you);
  const [past, setPast] = useState<HistoryState | null>(null);
  const [tab, setTab] = useState<RoomTab>("piece");
  const give = useMemo(
    () => (wish: Wish) => {
      const key = freshKey();
      client.command({ ...wish, key });
      return key;
    },
    [client],
  );
  const pass = usePass(({ to, epoch }) => give({ t: "pass", to, epoch }));
  const holderId = shownHolder(state.view, pass.pending?.to ?? null, state.kept, you.memberId);
  const parts = useMemo<RoomParts>(() => {
    const rights = rightsOf(state.view, state.you);
    return {
      draftId: state.view.id,
      state,
      client,
      rights,
      give,
      pass,
      holderId,
      startedAt,
      past,
      setPast,
      formKey,
      returned,
    };
  }, [state, client, give, pass, holderId, startedAt, past, formKey, returned]);
  if (state.link === "ended") return <Ended code={state.endedBy} draftId={state.view.id} />;
  return (
    <RoomContext.Provider value={parts}>
      <div className="room page" data-tab={tab} data-yours={holderId === you.memberId || undefined}>
        <div className="room-main">
          {joined && <Joined />}
          <RoomHeader />
          <RingStripBar />
          <TabBar tab={tab} onTab={setTab} />
          <div className="room-piece">
            {past && (
              <Suspense fallback={null}>
                <PastBanner />
              </Suspense>
            )}
            <SegmentList />
            <Refusals />
            <Turn />
          </div>
        </div>
        <aside className="room-side" aria-label="The ring and the room">
          <RingPanel />
          <WaitingList />
          <HereNow />
          <Suspense fallback={null}>
            <SideParts setTab={setTab} />
          </Suspense>
        </aside>
      </div>
    </RoomContext.Provider>
  );
}
