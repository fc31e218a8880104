import { useEffect, useRef } from "react";
import type { RoomState } from "~/features/room/live/room-state.ts";

/** Within this distance of the end somebody counts as reading along, px. */
const NEAR_END_PX = 240;

/**
 * Where the page stands: it opens where the reader left off (what is new, else the end), and follows new
 * segments only while the reader is at the end. Whoever scrolled up is left in peace.
 */
export function usePlace(state: RoomState): void {
  const nearEnd = useRef(true);
  const { segmentCount } = state.view;
  useEffect(() => {
    const look = () => {
      nearEnd.current =
        window.scrollY + window.innerHeight > document.documentElement.scrollHeight - NEAR_END_PX;
    };
    const untouched = window.scrollY === 0 && window.location.hash === "";
    if (untouched) openingPlace()?.scrollIntoView({ block: "center", behavior: "instant" });
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  const first = useRef(segmentCount);
  useEffect(() => {
    if (segmentCount === first.current) return;
    first.current = segmentCount;
    if (nearEnd.current)
      document.querySelector(".composer, .waiting")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [segmentCount]);
}

/** What is new since the last visit, or the end of a piece that is longer than the screen. */
function openingPlace(): Element | null {
  const long = document.documentElement.scrollHeight > window.innerHeight * 1.5;
  if (!long) return null;
  const segments = document.querySelectorAll(".segment");
  return document.querySelector(".since") ?? segments[segments.length - 1] ?? null;
}
