import * as z from "zod/mini";
import {
  COMMENT_KINDS,
  commentText,
  draftView,
  epoch,
  id,
  key,
  presence,
  roomEvent,
  segmentText,
  seq,
  you,
} from "./contract.ts";

/** The wire of a live session. One version number for both directions; a side that meets another version says `bye`. */
export const PROTOCOL_VERSION = 1;

const literal = z.literal;

/** Commands: they change the draft, carry a key, and are answered by `ack` or `reject`. The same shapes serve HTTP. */
export const command = z.discriminatedUnion("t", [
  z.strictObject({ t: literal("append"), key, epoch, text: segmentText, expectedSeq: z.optional(seq) }),
  z.strictObject({ t: literal("pass"), key, epoch, to: id }),
  z.strictObject({ t: literal("request"), key }),
  z.strictObject({ t: literal("withdraw"), key }),
  z.strictObject({ t: literal("recall"), key }),
  z.strictObject({
    t: literal("comment"),
    key,
    kind: z.enum(COMMENT_KINDS),
    segmentSeq: z.nullable(seq),
    text: commentText,
  }),
  z.strictObject({ t: literal("accept"), key, epoch, commentId: id }),
  z.strictObject({ t: literal("dismiss"), key, commentId: id }),
  z.strictObject({ t: literal("bring_back"), key, epoch, seq }),
]);
export type LiveCommand = z.infer<typeof command>;

export const clientMessage = z.discriminatedUnion("t", [
  z.strictObject({ t: literal("hello"), v: z.int(), lastSeq: seq }),
  ...command.def.options,
  z.strictObject({ t: literal("typing"), on: z.boolean() }),
  z.strictObject({ t: literal("read"), seq }),
  z.strictObject({ t: literal("ping"), seq: z.optional(seq) }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export const BYE_CODES = {
  /** WebSocket close codes in the private range, with what they mean. */
  bad_frame: 4000,
  wrong_version: 4001,
  membership_lost: 4003,
  session_ended: 4004,
  room_full: 4005,
  frame_too_large: 4006,
  too_slow: 4008,
  idle: 4009,
} as const;
export type ByeCode = keyof typeof BYE_CODES;

export const serverMessage = z.discriminatedUnion("t", [
  z.object({
    t: literal("welcome"),
    v: z.int(),
    you,
    /** The whole view, or null when `events` holds all that was missed. */
    snapshot: z.nullable(draftView),
    events: z.array(roomEvent),
    presence: z.array(presence),
    /** The server's time, epoch ms: clients show countdowns by the difference to their own clock. */
    now: z.int(),
    /** When the lease ends as of now; the end for the last of `events` too. */
    leaseEndsAt: z.nullable(z.int()),
  }),
  z.object({ t: literal("event"), event: roomEvent, leaseEndsAt: z.nullable(z.int()) }),
  z.object({ t: literal("ack"), key, seq, replayed: z.boolean() }),
  z.object({ t: literal("reject"), key: z.string(), code: z.string(), detail: z.string() }),
  z.object({ t: literal("presence"), changes: z.array(presence) }),
  z.object({ t: literal("pong") }),
  z.object({ t: literal("bye"), code: z.string(), detail: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/** The exact text of a ping without a seq: the runtime answers it without waking the object. */
export const PING_TEXT = '{"t":"ping"}';
export const PONG_TEXT = '{"t":"pong"}';
/** How often a client pings. */
export const PING_EVERY_MS = 10_000;
/** A socket that was not heard for this long is a ghost. Swept every SWEEP_EVERY_MS, so ghosts go within 30 s. */
export const SILENT_MS_MAX = 20_000;
export const SWEEP_EVERY_MS = 8_000;
/** A typing mark fades by itself. */
export const TYPING_MS = 5_000;
/** More missed events than this are answered by a snapshot. */
export const REPLAY_EVENTS_MAX = 500;
/** So is more missed text than this, in characters as stored: a snapshot is never much longer. */
export const REPLAY_CHARS_MAX = 500_000;
/** Segments in the window of a view. */
export const WINDOW_SEGMENTS = 50;
/** Comments in the window of a view. */
export const WINDOW_COMMENTS = 100;
