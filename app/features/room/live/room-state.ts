import type { DraftView, Segment, You } from "@worker/features/room/contract.ts";
import type { LiveCommand } from "@worker/features/room/protocol.ts";
import { tidyText } from "@worker/kernel/text.ts";
import type { Here } from "./presence.ts";

/** The shape of a live room, and how to read it. What changes it (`state.ts`) comes after the first paint. */

/** Commands kept at once for one draft. */
export const KEPT_MAX = 20;

/** A command that the server has not answered for good yet. */
export interface Kept {
  command: LiveCommand;
  /** When it was given, epoch ms on this device. */
  at: number;
  /** The event that carries its effect, once known: from the ack, or seen with our own eyes. */
  seq: number | null;
  acked: boolean;
  /** When to send it again after "too busy", epoch ms, or null. */
  retryAt: number | null;
}

/** A command the server (or this device) said no to. Shown until it is dismissed, with its text kept. */
export interface Refusal {
  key: string;
  code: string;
  detail: string;
  command: LiveCommand;
}

/** The line to the room: `catching_up` until the server's welcome is in, `ended` when the server said bye for good. */
export type Link = "catching_up" | "live" | "offline" | "ended";

/** Everything a room screen shows, confirmed by the server or waiting for it. Pure data. */
export interface RoomState {
  view: DraftView;
  you: You;
  /** Segments before the view's window that the reader asked for, oldest first. */
  earlier: readonly Segment[];
  hasOlder: boolean;
  link: Link;
  /** Why the line ended, as a `bye` code. */
  endedBy: string | null;
  here: Readonly<Record<string, Here>>;
  kept: readonly Kept[];
  refusals: readonly Refusal[];
  /** The server's clock minus ours, ms. */
  offsetMs: number;
  /** Local time of the last `hello` that still waits for its welcome, or null. */
  helloAt: number | null;
}

export function initialRoom(view: DraftView, you: You): RoomState {
  return {
    view,
    you,
    earlier: [],
    hasOlder: view.hasOlder,
    link: "catching_up",
    endedBy: null,
    here: {},
    kept: [],
    refusals: [],
    offsetMs: 0,
    helloAt: null,
  };
}

/** All segments on screen, oldest first. */
export function shownSegments(state: RoomState): readonly Segment[] {
  return state.earlier.length === 0 ? state.view.segments : [...state.earlier, ...state.view.segments];
}

/** What a fresh line must carry again, in the order it was given. */
export function unsent(kept: readonly Kept[]): readonly Kept[] {
  return kept.filter((entry) => !entry.acked);
}

export interface PendingSegment {
  key: string;
  text: string;
  at: number;
}

/** Appends to show as pending: not seen among the segments yet. */
export function pendingSegments(kept: readonly Kept[], viewSeq: number): PendingSegment[] {
  return kept.flatMap(({ command, at, seq }) =>
    command.t === "append" && (seq === null || seq > viewSeq)
      ? [{ key: command.key, text: tidyText(command.text), at }]
      : [],
  );
}
