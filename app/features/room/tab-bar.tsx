export type RoomTab = "piece" | "room";

const TABS = [
  ["piece", "The piece"],
  ["room", "The room"],
] as const;

/** On a phone the two halves of the room take turns. Wide screens show both and hide this. */
export function TabBar({ tab, onTab }: { tab: RoomTab; onTab(tab: RoomTab): void }) {
  return (
    <div className="room-tabs segmented needs-script">
      {TABS.map(([name, words]) => (
        <button key={name} type="button" aria-pressed={tab === name} onClick={() => onTab(name)}>
          {words}
        </button>
      ))}
    </div>
  );
}
