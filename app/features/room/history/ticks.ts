import type { RoomEvent } from "@worker/features/room/contract.ts";

/** One step of the scrubber: a segment, and whose it is. */
export interface Tick {
  seq: number;
  position: number;
  authorId: string;
  at: number;
}

/** The steps in a run of events. */
export function ticksOf(events: readonly RoomEvent[]): Tick[] {
  return events.flatMap((event) =>
    event.type === "segment_appended"
      ? [{ seq: event.seq, position: event.segment.position, authorId: event.segment.authorId, at: event.at }]
      : [],
  );
}

/** Joins older and newer steps, each once, in order. */
export function mergeTicks(older: readonly Tick[], newer: readonly Tick[]): Tick[] {
  const bySeq = new Map([...older, ...newer].map((tick) => [tick.seq, tick]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
