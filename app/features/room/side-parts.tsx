import { DraftTalk } from "./comments/draft-talk.tsx";
import { useRoomParts } from "./context.ts";
import { HistoryPart } from "./history/part.tsx";
import { useAnnouncements } from "./hooks/use-announcements.ts";
import { usePlace } from "./hooks/use-place.ts";
import { useRoomKeys } from "./hooks/use-room-keys.ts";
import { Insight } from "./insights/insight.tsx";
import { Note } from "./note/note.tsx";
import type { RoomTab } from "./tab-bar.tsx";
import { Tools } from "./tools/tools.tsx";

/** The lower part of the side, and what needs no paint: on the page from the first byte, alive a moment later. */
export default function SideParts({ setTab }: { setTab(tab: RoomTab): void }) {
  const room = useRoomParts();
  useAnnouncements(room.state);
  usePlace(room.state);
  useRoomKeys(room, setTab);
  return (
    <>
      <Insight />
      <DraftTalk />
      <Note />
      <HistoryPart />
      <Tools />
    </>
  );
}
