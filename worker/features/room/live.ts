import { SOCKET_FRAME_BYTES_MAX } from "../../kernel/limits.ts";
import type { Result } from "../../kernel/result.ts";
import { bytesOf } from "../../kernel/text.ts";
import type { Ack, Actor, RoomCommand } from "./commands.ts";
import { memberById } from "./domain/ring.ts";
import type { DraftState } from "./domain/state.ts";
import {
  type ClientMessage,
  clientMessage,
  type LiveCommand,
  PROTOCOL_VERSION,
  REPLAY_CHARS_MAX,
  REPLAY_EVENTS_MAX,
} from "./protocol.ts";
import { viewOf, youIn } from "./reading.ts";
import { type Sessions, TOO_MANY } from "./sessions.ts";
import type { RoomStorage } from "./storage.ts";

/** What the live door needs of the draft's object. */
export interface LiveRoom {
  storage: RoomStorage;
  sessions: Sessions;
  clock: () => number;
  execute(actor: Actor, command: RoomCommand): Result<Ack>;
}

const QUIET = new Set(["hello", "typing", "read", "ping"]);

/** Answers one frame of a live session: parsed once, here; commands go through the same `execute` as over HTTP. */
export function answer(
  room: LiveRoom,
  state: DraftState,
  socket: WebSocket,
  memberId: string,
  frame: string | ArrayBuffer,
): void {
  if (typeof frame !== "string")
    room.sessions.bye(socket, "bad_frame", "Only text frames are understood here.");
  else if (bytesOf(frame, SOCKET_FRAME_BYTES_MAX) > SOCKET_FRAME_BYTES_MAX)
    room.sessions.bye(socket, "frame_too_large", "A frame holds at most 64 KiB.");
  else answerText(room, state, socket, memberId, frame);
}

function answerText(
  room: LiveRoom,
  state: DraftState,
  socket: WebSocket,
  memberId: string,
  frame: string,
): void {
  const { sessions } = room;
  const parsed = parse(frame);
  const isCommand = !parsed.ok || !QUIET.has(parsed.message.t);
  if (!sessions.allow(socket, isCommand)) {
    if (isCommand) refuse(room, socket, keyOf(parsed), TOO_MANY.error.code, TOO_MANY.error.detail);
    return;
  }
  if (!parsed.ok) {
    refuse(room, socket, keyOf(parsed), "validation_failed", parsed.detail);
    return;
  }
  const { message } = parsed;
  switch (message.t) {
    case "hello":
      welcome(room, state, socket, memberId, message);
      return;
    case "ping":
      if (message.seq !== undefined) sessions.seen(socket, message.seq);
      sessions.tell(socket, { t: "pong" });
      return;
    case "read":
      sessions.read(socket, Math.min(message.seq, state.seq));
      return;
    case "typing":
      sessions.typing(socket, message.on);
      return;
    default:
      run(room, state, socket, memberId, message);
  }
}

function run(
  room: LiveRoom,
  state: DraftState,
  socket: WebSocket,
  memberId: string,
  command: LiveCommand,
): void {
  const member = memberById(state, memberId);
  const actor = { id: memberId, handle: member?.handle ?? "", name: member?.name ?? "" };
  const result = room.execute(actor, command);
  if (result.ok) room.sessions.tell(socket, { t: "ack", key: command.key, ...result.value });
  else refuse(room, socket, command.key, result.error.code, result.error.detail);
}

function welcome(
  room: LiveRoom,
  state: DraftState,
  socket: WebSocket,
  memberId: string,
  hello: Extract<ClientMessage, { t: "hello" }>,
): void {
  const { storage, sessions } = room;
  if (hello.v !== PROTOCOL_VERSION) {
    sessions.bye(socket, "wrong_version", "OneRing was updated. Load the page again.");
    return;
  }
  const you = youIn(storage, state, memberId);
  if (!you) {
    sessions.bye(socket, "membership_lost", "You are no longer in this draft.");
    return;
  }
  if (!sessions.mayGreet(socket)) {
    sessions.bye(socket, "too_slow", "This tab does not keep up.");
    return;
  }
  const missed = state.seq - hello.lastSeq;
  const isShort = hello.lastSeq > 0 && missed >= 0 && missed <= REPLAY_EVENTS_MAX;
  const replay = isShort && storage.eventChars(hello.lastSeq) <= REPLAY_CHARS_MAX;
  sessions.hello(socket, replay ? hello.lastSeq : state.seq);
  sessions.tell(socket, {
    t: "welcome",
    v: PROTOCOL_VERSION,
    you,
    snapshot: replay ? null : viewOf(storage, state),
    events: replay ? storage.events(hello.lastSeq, REPLAY_EVENTS_MAX) : [],
    presence: sessions.presence(),
    now: room.clock(),
    leaseEndsAt: state.ring.leaseEndsAt,
  });
}

type Parsed = { ok: true; message: ClientMessage } | { ok: false; detail: string; raw: unknown };

function parse(frame: string): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(frame);
  } catch {
    return { ok: false, detail: "The frame is not JSON.", raw: null };
  }
  const result = clientMessage.safeParse(raw);
  if (result.success) return { ok: true, message: result.data };
  const issue = result.error.issues[0];
  return {
    ok: false,
    detail: `${issue?.path.join(".") || "frame"}: ${issue?.message ?? "not understood"}`,
    raw,
  };
}

/** The key to answer with, so that a client can tell which of its commands was refused. */
function keyOf(parsed: Parsed): string {
  const source: unknown = parsed.ok ? parsed.message : parsed.raw;
  if (source === null || typeof source !== "object" || !("key" in source)) return "";
  return typeof source.key === "string" ? source.key.slice(0, 128) : "";
}

function refuse(room: LiveRoom, socket: WebSocket, key: string, code: string, detail: string): void {
  room.sessions.tell(socket, { t: "reject", key, code, detail });
}
