import type { DraftView, RoomEvent, Segment, You } from "@worker/features/room/contract.ts";
import { evolveView } from "@worker/features/room/domain/view.ts";
import type {
  ClientMessage,
  LiveCommand,
  PROTOCOL_VERSION,
  ServerMessage,
} from "@worker/features/room/protocol.ts";
import { applyPresence, sweepPresence } from "./presence.ts";
import { enqueue, markLanded, onAck, onReject, settle } from "./queue.ts";
import { type Kept, type RoomState, unsent } from "./room-state.ts";

export type RoomInput =
  | { t: "opened"; now: number }
  | { t: "closed" }
  | { t: "ended"; code: string }
  | { t: "message"; message: ServerMessage; now: number }
  | { t: "command"; command: LiveCommand; now: number }
  | { t: "restored"; kept: readonly Kept[] }
  | { t: "loaded"; view: DraftView; you: You }
  | { t: "older"; segments: readonly Segment[]; hasOlder: boolean }
  | { t: "tick"; now: number }
  | { t: "dismiss"; key: string };

/** What the shell must do after a step: send these, and drop the line when the server went silent. */
export interface RoomStep {
  state: RoomState;
  send: readonly ClientMessage[];
}

// The protocol's schemas come later than the first paint, so its version is named here; the type keeps the two equal.
const VERSION: typeof PROTOCOL_VERSION = 1;
/** A welcome that does not come within this time is asked for again. */
export const WELCOME_MS_MAX = 6_000;
/** After these the server does not want this client back. */
const FINAL_BYES = new Set(["membership_lost", "session_ended", "wrong_version", "draft_gone"]);

/** One step of the client: what the room looks like after an input, and what to send. No clock, no socket. */
export function stepRoom(state: RoomState, input: RoomInput): RoomStep {
  switch (input.t) {
    case "opened":
      return hello({ ...state, link: "catching_up" }, input.now);
    case "closed":
      return still(state.link === "ended" ? state : { ...state, link: "offline", here: {}, helloAt: null });
    case "ended":
      return still({ ...state, link: "ended", endedBy: input.code, here: {}, helloAt: null });
    case "message":
      return receive(state, input.message, input.now);
    case "command":
      return addCommand(state, input.command, input.now);
    case "restored":
      return restore(state, input.kept);
    case "loaded":
      return still(loaded(state, input.view, input.you));
    case "older":
      return still(prepend(state, input.segments, input.hasOlder));
    case "tick":
      return tick(state, input.now);
    case "dismiss":
      return still({ ...state, refusals: state.refusals.filter((refusal) => refusal.key !== input.key) });
  }
}

const still = (state: RoomState): RoomStep => ({ state, send: [] });

function hello(state: RoomState, now: number): RoomStep {
  return {
    state: { ...state, helloAt: now },
    send: [{ t: "hello", v: VERSION, lastSeq: state.view.seq }],
  };
}

function receive(state: RoomState, message: ServerMessage, now: number): RoomStep {
  switch (message.t) {
    case "welcome":
      return welcome(state, message, now);
    case "event":
      return receiveEvent(state, message.event, message.leaseEndsAt, now);
    case "ack":
      return still({ ...state, kept: settle(onAck(state.kept, message.key, message.seq), state.view.seq) });
    case "reject": {
      const { kept, refusal } = onReject(state.kept, message, now);
      return still({ ...state, kept, refusals: refusal ? [...state.refusals, refusal] : state.refusals });
    }
    case "presence":
      return still({ ...state, here: applyPresence(state.here, message.changes, now) });
    case "bye":
      return still(
        FINAL_BYES.has(message.code) ? { ...state, link: "ended", endedBy: message.code, here: {} } : state,
      );
    case "pong":
      return still(state);
  }
}

type Welcome = Extract<ServerMessage, { t: "welcome" }>;

function welcome(state: RoomState, message: Welcome, now: number): RoomStep {
  let next: RoomState = {
    ...state,
    you: { ...state.you, memberId: message.you.memberId, role: message.you.role },
    here: applyPresence({}, message.presence, now),
    offsetMs: message.now - now,
    helloAt: null,
  };
  if (message.snapshot) next = takeSnapshot(next, message.snapshot);
  for (const event of message.events) {
    if (event.seq <= next.view.seq) continue;
    if (event.seq !== next.view.seq + 1) return hello({ ...next, link: "catching_up" }, now);
    next = takeEvent(next, event, message.leaseEndsAt ?? null);
  }
  return { state: { ...next, link: "live" }, send: unsent(next.kept).map((entry) => entry.command) };
}

function receiveEvent(state: RoomState, event: RoomEvent, leaseEndsAt: number | null, now: number): RoomStep {
  if (event.seq <= state.view.seq) return still(state);
  // A hole: what is missing comes with the next welcome, this event included.
  if (event.seq > state.view.seq + 1)
    return state.helloAt === null ? hello({ ...state, link: "catching_up" }, now) : still(state);
  return still(takeEvent(state, event, leaseEndsAt));
}

function takeEvent(state: RoomState, event: RoomEvent, leaseEndsAt: number | null): RoomState {
  const view = evolveView(state.view, event, leaseEndsAt);
  const kept = settle(markLanded(state.kept, event), view.seq);
  const role = view.members.find((one) => one.id === state.you.memberId)?.role ?? state.you.role;
  return keepEarlier({ ...state, kept, you: { ...state.you, role } }, view);
}

/** A snapshot older than what we know is a late answer to an earlier question, so it is ignored. */
function takeSnapshot(state: RoomState, view: DraftView): RoomState {
  if (view.seq < state.view.seq) return state;
  return keepEarlier({ ...state, kept: settle(state.kept, view.seq) }, view);
}

/** Moves the window, keeping what was shown before it as long as it joins without a hole. */
function keepEarlier(state: RoomState, view: DraftView): RoomState {
  const first = view.segments[0]?.position;
  if (first === undefined) return { ...state, view };
  const before = [...state.earlier, ...state.view.segments].filter((segment) => segment.position < first);
  const joins = before.at(-1)?.position === first - 1;
  return { ...state, view, earlier: joins ? before : [], hasOlder: joins ? state.hasOlder : view.hasOlder };
}

/** A page load: nothing new leaves the state untouched, so that nothing is drawn again. */
function loaded(state: RoomState, view: DraftView, you: You): RoomState {
  if (view.seq <= state.view.seq && you.role === state.you.role) return state;
  return takeSnapshot({ ...state, you: { ...state.you, role: you.role } }, view);
}

function prepend(state: RoomState, segments: readonly Segment[], hasOlder: boolean): RoomState {
  const first = (state.earlier[0] ?? state.view.segments[0])?.position;
  const older = segments.filter((segment) => first === undefined || segment.position < first);
  if (older.length > 0 && first !== undefined && older.at(-1)?.position !== first - 1) return state;
  return { ...state, earlier: [...older, ...state.earlier], hasOlder };
}

function addCommand(state: RoomState, command: LiveCommand, now: number): RoomStep {
  const added = enqueue(state.kept, command, now);
  if (!added.ok) return still({ ...state, refusals: [...state.refusals, added.refusal] });
  return { state: { ...state, kept: added.kept }, send: state.link === "live" ? [command] : [] };
}

function restore(state: RoomState, kept: readonly Kept[]): RoomStep {
  const known = new Set(state.kept.map((entry) => entry.command.key));
  const fresh = kept.filter((entry) => !known.has(entry.command.key));
  if (fresh.length === 0) return still(state);
  return {
    state: { ...state, kept: [...fresh, ...state.kept] },
    send: state.link === "live" ? fresh.map((entry) => entry.command) : [],
  };
}

function tick(state: RoomState, now: number): RoomStep {
  const here = sweepPresence(state.here, now);
  const next = here === state.here ? state : { ...state, here };
  if (next.helloAt !== null && now - next.helloAt > WELCOME_MS_MAX) return hello(next, now);
  if (next.link !== "live") return still(next);
  const due = next.kept.filter((entry) => entry.retryAt !== null && entry.retryAt <= now);
  if (due.length === 0) return still(next);
  const kept = next.kept.map((entry) => (due.includes(entry) ? { ...entry, retryAt: null } : entry));
  return { state: { ...next, kept }, send: due.map((entry) => entry.command) };
}
