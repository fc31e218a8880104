import type { LiveCommand } from "@worker/features/room/protocol.ts";
import { createContext, useContext } from "react";
import type { PassWithUndo } from "./hooks/use-pass.ts";
import type { RoomHandle } from "./live/handle.ts";
import type { RoomState } from "./live/room-state.ts";
import type { HistoryState } from "./panels.ts";
import type { Rights } from "./rights.ts";

type Keyless<C> = C extends unknown ? Omit<C, "key"> : never;
/** A live command before it has its key. */
export type Wish = Keyless<LiveCommand>;

/** What every part of the room reads. One value a page. */
export interface Room {
  draftId: string;
  state: RoomState;
  client: RoomHandle;
  rights: Rights;
  /** Gives a command with a fresh key; returns the key. */
  give(wish: Wish): string;
  pass: PassWithUndo;
  /** Who holds the ring on screen; may run ahead of the server. */
  holderId: string;
  /** The server's time when the page was made, epoch ms: the first paint counts from it. */
  startedAt: number;
  /** An earlier state that is being looked at, or null for now. */
  past: HistoryState | null;
  setPast(past: HistoryState | null): void;
  /** Key for the forms of this page when there is no JavaScript. */
  formKey: string;
  /** Text that a refused form gave back, by intent. */
  returned: { intent: string; text: string; words: string } | null;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoomParts(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error("useRoomParts needs a RoomContext above it");
  return room;
}
