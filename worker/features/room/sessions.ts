import { SECOND_MS } from "../../kernel/clock.ts";
import { SOCKET_COMMANDS_WINDOW_MS } from "../../kernel/limits.ts";
import { fail } from "../../kernel/result.ts";
import { SlidingWindow } from "../../kernel/sliding-window.ts";
import type { Presence } from "./contract.ts";
import { BYE_CODES, type ByeCode, type ServerMessage, SILENT_MS_MAX, TYPING_MS } from "./protocol.ts";

/** Presence changes gather this long before everybody is told. */
const PRESENCE_AFTER_MS = 150;
/** Events a socket may be behind, by its own word, before it counts as not reading. */
const UNREAD_EVENTS_MAX = 5_000;
/** Messages that are not commands (typing, read, ping), per command allowed. */
const QUIET_MESSAGES_PER_COMMAND = 10;
/** Greetings one socket may ask for: each answer can be a whole snapshot. Who lost the thread more often connects anew. */
const HELLOS_PER_SOCKET_MAX = 20;

/** Commands a member may give over all doors and tabs together, per command allowed to one socket. */
const MEMBER_COMMANDS_PER_SOCKET_COMMAND = 5;

/** The answer to a command over a limit, at whichever door. */
export const TOO_MANY = fail(
  "rate_limited",
  "That was a lot at once. It goes through again in a few seconds.",
  { retryAfter: SOCKET_COMMANDS_WINDOW_MS / SECOND_MS },
);

/** Which of a person's sign-ins ended. */
export type EndedSignIn = { only: string } | { allBut: string };

/** What survives hibernation: kept in the socket's attachment. */
interface Kept {
  memberId: string;
  /** The sign-in this socket was opened with: when it ends, so does the socket. */
  signInId: string;
  /** Said hello: gets events. */
  ready: boolean;
  hellos: number;
  readSeq: number;
  /** Newest event the client says it has. */
  seenSeq: number;
  typingUntil: number;
  connectedAt: number;
}

interface Session extends Kept {
  heardAt: number;
  commands: SlidingWindow;
  quiet: SlidingWindow;
}

/** The live sockets of one draft: who is here, who is told, who is dropped. Knows nothing of the draft's rules. */
export class Sessions {
  readonly #sessions = new Map<WebSocket, Session>();
  readonly #members = new Map<string, SlidingWindow>();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly ctx: DurableObjectState,
    readonly commandsMax: number,
    readonly clock: () => number,
  ) {
    for (const socket of ctx.getWebSockets()) {
      const kept = socket.deserializeAttachment() as Kept | null;
      if (kept)
        this.#sessions.set(socket, {
          ...kept,
          hellos: kept.hellos ?? 0, // a socket that an older version accepted has none
          ...this.#fresh(),
        });
    }
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Whether two or more people are here: only then does anybody see a ghost. */
  get company(): boolean {
    const [first] = this.#sessions.values();
    if (!first) return false;
    for (const session of this.#sessions.values()) if (session.memberId !== first.memberId) return true;
    return false;
  }

  add(socket: WebSocket, memberId: string, signInId: string): void {
    const now = this.clock();
    const kept: Kept = {
      memberId,
      signInId,
      ready: false,
      hellos: 0,
      readSeq: 0,
      seenSeq: 0,
      typingUntil: 0,
      connectedAt: now,
    };
    this.ctx.acceptWebSocket(socket);
    this.#sessions.set(socket, { ...kept, ...this.#fresh() });
    this.#keep(socket);
  }

  get(socket: WebSocket): Readonly<Session> | undefined {
    return this.#sessions.get(socket);
  }

  #fresh(): Pick<Session, "heardAt" | "commands" | "quiet"> {
    return {
      heardAt: this.clock(),
      commands: new SlidingWindow(this.commandsMax, SOCKET_COMMANDS_WINDOW_MS),
      quiet: new SlidingWindow(this.commandsMax * QUIET_MESSAGES_PER_COMMAND, SOCKET_COMMANDS_WINDOW_MS),
    };
  }

  /** Counts a message. False: over the limit, do not act on it. */
  allow(socket: WebSocket, isCommand: boolean): boolean {
    const session = this.#sessions.get(socket);
    if (!session) return false;
    const now = this.clock();
    session.heardAt = now;
    return (isCommand ? session.commands : session.quiet).allow(now);
  }

  /** Counts a command of a member over all doors and tabs together. False: over the limit, do not run it. */
  allowMember(memberId: string): boolean {
    const known = this.#members.get(memberId);
    const window =
      known ??
      new SlidingWindow(this.commandsMax * MEMBER_COMMANDS_PER_SOCKET_COMMAND, SOCKET_COMMANDS_WINDOW_MS);
    if (!known) this.#members.set(memberId, window);
    return window.allow(this.clock());
  }

  /** Counts a greeting. False: this socket was greeted often enough. */
  mayGreet(socket: WebSocket): boolean {
    const session = this.#sessions.get(socket);
    return session !== undefined && ++session.hellos <= HELLOS_PER_SOCKET_MAX;
  }

  hello(socket: WebSocket, seq: number): void {
    this.#update(socket, { ready: true, seenSeq: seq });
  }

  typing(socket: WebSocket, on: boolean): void {
    this.#update(socket, { typingUntil: on ? this.clock() + TYPING_MS : 0 });
  }

  /** An append ends its author's typing. */
  wrote(memberId: string): void {
    for (const [socket, session] of this.#sessions)
      if (session.memberId === memberId && session.typingUntil > 0) this.#update(socket, { typingUntil: 0 });
  }

  seen(socket: WebSocket, seq: number): void {
    const session = this.#sessions.get(socket);
    if (session) session.seenSeq = Math.max(session.seenSeq, seq);
  }

  read(socket: WebSocket, seq: number): void {
    const session = this.#sessions.get(socket);
    if (session && seq > session.readSeq)
      this.#update(socket, { readSeq: seq, seenSeq: Math.max(session.seenSeq, seq) });
  }

  /** How far each member here has read. */
  readMarks(): Map<string, number> {
    const marks = new Map<string, number>();
    for (const { memberId, readSeq } of this.#sessions.values())
      marks.set(memberId, Math.max(readSeq, marks.get(memberId) ?? 0));
    return marks;
  }

  /** Everybody who is connected, once each however many tabs. */
  presence(): Presence[] {
    return [...new Set([...this.#sessions.values()].map((session) => session.memberId))].map((id) =>
      this.#presenceOf(id),
    );
  }

  /** Sends one text to everybody who said hello. A socket that cannot take it is dropped; the others do not notice. */
  broadcast(text: string): void {
    for (const [socket, session] of this.#sessions) if (session.ready) this.#send(socket, text);
  }

  tell(socket: WebSocket, message: ServerMessage): void {
    this.#send(socket, JSON.stringify(message));
  }

  /** Says why, then closes. */
  bye(socket: WebSocket, code: ByeCode, detail: string): void {
    this.tell(socket, { t: "bye", code, detail });
    this.drop(socket);
    socket.close(BYE_CODES[code], code);
  }

  byeMember(memberId: string, code: ByeCode, detail: string): void {
    for (const [socket, session] of this.#sessions)
      if (session.memberId === memberId) this.bye(socket, code, detail);
  }

  /** Frees a seat for a member who has fewer than somebody else, whose oldest tab goes: nobody fills a room alone. */
  makeRoomFor(memberId: string): boolean {
    const seats = new Map<string, [WebSocket, Session][]>();
    for (const entry of this.#sessions) {
      const mine = seats.get(entry[1].memberId);
      if (mine) mine.push(entry);
      else seats.set(entry[1].memberId, [entry]);
    }
    const most = [...seats.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
    if (most.length <= (seats.get(memberId)?.length ?? 0) + 1) return false;
    const [oldest] = most.sort(([, a], [, b]) => a.connectedAt - b.connectedAt);
    if (oldest) this.bye(oldest[0], "room_full", "This room is full, and you have it open in many tabs.");
    return true;
  }

  /** Closes what a person opened with a sign-in that has ended: one, or all but one. */
  byeSignIn(memberId: string, ended: EndedSignIn): void {
    for (const [socket, session] of this.#sessions) {
      const isEnded = "only" in ended ? session.signInId === ended.only : session.signInId !== ended.allBut;
      if (session.memberId === memberId && isEnded)
        this.bye(socket, "session_ended", "You signed out. Sign in again to go on.");
    }
  }

  drop(socket: WebSocket): void {
    const session = this.#sessions.get(socket);
    if (!session) return;
    this.#sessions.delete(socket);
    this.#touch(session.memberId);
  }

  /** Drops ghosts (silent too long) and sockets that do not read. `seq` is the newest event. */
  sweep(seq: number): void {
    const now = this.clock();
    for (const [socket, session] of this.#sessions) {
      const pinged = this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
      if (now - Math.max(session.heardAt, pinged) > SILENT_MS_MAX)
        this.bye(socket, "idle", "Nothing was heard from this tab for a while.");
      else if (session.ready && seq - session.seenSeq > UNREAD_EVENTS_MAX)
        this.bye(socket, "too_slow", "This tab does not keep up.");
    }
  }

  #send(socket: WebSocket, text: string): void {
    try {
      socket.send(text);
    } catch {
      this.drop(socket);
    }
  }

  #update(socket: WebSocket, change: Partial<Kept>): void {
    const session = this.#sessions.get(socket);
    if (!session) return;
    Object.assign(session, change);
    this.#keep(socket);
    this.#touch(session.memberId);
  }

  #keep(socket: WebSocket): void {
    const session = this.#sessions.get(socket);
    if (!session) return;
    const { memberId, signInId, ready, hellos, readSeq, seenSeq, typingUntil, connectedAt } = session;
    socket.serializeAttachment({
      memberId,
      signInId,
      ready,
      hellos,
      readSeq,
      seenSeq,
      typingUntil,
      connectedAt,
    } satisfies Kept);
  }

  #presenceOf(memberId: string): Presence {
    const mine = [...this.#sessions.values()].filter((session) => session.memberId === memberId);
    const typingMs = Math.max(0, ...mine.map((session) => session.typingUntil - this.clock()));
    return {
      memberId,
      online: mine.length > 0,
      typingMs,
      readSeq: Math.max(0, ...mine.map((session) => session.readSeq)),
    };
  }

  #touch(memberId: string): void {
    this.#changed.add(memberId);
    this.#timer ??= setTimeout(() => this.#tellPresence(), PRESENCE_AFTER_MS);
  }

  #tellPresence(): void {
    this.#timer = null;
    const changes = [...this.#changed].map((memberId) => this.#presenceOf(memberId));
    this.#changed.clear();
    if (changes.length > 0)
      this.broadcast(JSON.stringify({ t: "presence", changes } satisfies ServerMessage));
  }
}
