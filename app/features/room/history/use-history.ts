import { useCallback, useEffect, useRef, useState } from "react";
import { loadPanel } from "~/features/room/act.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { shownSegments } from "~/features/room/live/room-state.ts";
import { HISTORY_PAGES_MAX } from "./limits.ts";
import { mergeTicks, type Tick, ticksOf } from "./ticks.ts";

/** A moving hand asks only where it rests this long, ms. */
const REST_MS = 140;

export interface Scrubber {
  ticks: readonly Tick[];
  state: "loading" | "ready" | "failed";
  /** Index of the step shown, or the last one for now. */
  at: number;
  moveTo(index: number): void;
  toNow(): void;
}

/** The history of the draft, one step a segment; resting on a step shows the piece as it was then. */
export function useHistory(): Scrubber {
  const { draftId, state, past, setPast } = useRoomParts();
  const { ticks, status } = useTicks(draftId);
  const shown = mergeTicks(ticks, shownSegments(state));
  const [wanted, setWanted] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const toNow = useCallback(() => {
    clearTimeout(timer.current);
    setWanted(null);
    setPast(null);
  }, [setPast]);
  useEffect(() => {
    if (past === null) setWanted(null);
  }, [past]);
  const moveTo = (index: number) => {
    const tick = shown[index];
    if (!tick || index >= shown.length - 1) return toNow();
    setWanted(tick.seq);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void loadPanel(draftId, "history", { at: tick.seq }).then((one) => one && setPast(one));
    }, REST_MS);
  };
  const index = wanted === null ? -1 : shown.findIndex((tick) => tick.seq === wanted);
  return { ticks: shown, state: status, at: index < 0 ? shown.length - 1 : index, moveTo, toNow };
}

function useTicks(draftId: string): { ticks: readonly Tick[]; status: Scrubber["state"] } {
  const [ticks, setTicks] = useState<readonly Tick[]>([]);
  const [status, setStatus] = useState<Scrubber["state"]>("loading");
  useEffect(() => {
    let current = true;
    void (async () => {
      let after = 0;
      for (let page = 0; page < HISTORY_PAGES_MAX; page++) {
        const read = await loadPanel(draftId, "events", { after });
        if (!current) return;
        if (!read) return setStatus("failed");
        setTicks((before) => mergeTicks(before, ticksOf(read.events)));
        after = read.events.at(-1)?.seq ?? after;
        if (!read.hasMore) break;
      }
      setStatus("ready");
    })();
    return () => {
      current = false;
    };
  }, [draftId]);
  return { ticks, status };
}
