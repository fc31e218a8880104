import { useEffect, useRef } from "react";
import { changesInWords } from "~/features/room/announce.ts";
import type { RoomState } from "~/features/room/live/room-state.ts";
import { announce } from "~/ui/live-region.tsx";

/** Says politely what happened in the room, and keeps the page's title telling when the ring is yours. */
export function useAnnouncements(state: RoomState): void {
  const before = useRef(state.view);
  const { memberId } = state.you;
  useEffect(() => {
    const words = changesInWords(before.current, state.view, memberId);
    before.current = state.view;
    for (const sentence of words) announce(sentence);
  }, [state.view, memberId]);
}
