import type { DraftView, Segment, You } from "@worker/features/room/contract.ts";
import type { ClientMessage, LiveCommand, ServerMessage } from "@worker/features/room/protocol.ts";
import type { KeptStore } from "./kept-store.ts";
import type { Line, OpenLine } from "./line.ts";
import type { RoomState } from "./room-state.ts";
import { type RoomInput, stepRoom } from "./state.ts";

/** What the room client needs from the world. */
export interface RoomPorts {
  openLine: OpenLine;
  kept: KeptStore;
  /** One parse at the border. Null: not ours, or a pong. */
  parse(text: string): ServerMessage | null;
  /** Asked when the line cannot be opened several times: is the room still ours? `bye` code or null. */
  probe(): Promise<string | null>;
}

const TICK_MS = 1_000;
/** Failed tries before we ask over HTTP whether the room is still ours. */
const PROBE_AFTER_LOSSES = 3;
const TYPING_EVERY_MS = 2_500;

/** The live room in the browser: a store to subscribe to, and commands. Framework-free. */
export class RoomClient {
  #state: RoomState;
  #line: Line | null = null;
  #ticker: ReturnType<typeof setInterval> | null = null;
  #listeners = new Set<() => void>();
  #losses = 0;
  #typingSentAt = 0;
  #readSent = 0;

  constructor(
    first: RoomState,
    private readonly ports: RoomPorts,
    private readonly now: () => number,
  ) {
    this.#state = first;
  }

  readonly getState = (): RoomState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Comes alive: takes up what was kept, and opens the line. */
  start(): void {
    const { ports } = this;
    for (const entry of this.#state.kept) ports.kept.put(entry);
    this.#take({ t: "restored", kept: ports.kept.load() });
    this.#line = ports.openLine({
      open: () => {
        this.#losses = 0;
        this.#readSent = 0;
        this.#take({ t: "opened", now: this.now() });
      },
      text: (text) => this.#receive(text),
      lost: (bye) => void this.#lost(bye),
    });
    this.#ticker = setInterval(() => this.#take({ t: "tick", now: this.now() }), TICK_MS);
  }

  stop(): void {
    if (this.#ticker) clearInterval(this.#ticker);
    this.#line?.close();
    this.#line = null;
  }

  /** Gives a command: kept on this device until the server has answered it. */
  command(command: LiveCommand): void {
    this.#take({ t: "command", command, now: this.now() });
  }

  dismiss(key: string): void {
    this.#take({ t: "dismiss", key });
  }

  /** A newer view from a page load or an action's answer. */
  loaded(view: DraftView, you: You): void {
    this.#take({ t: "loaded", view, you });
  }

  addOlder(segments: readonly Segment[], hasOlder: boolean): void {
    this.#take({ t: "older", segments, hasOlder });
  }

  /** Tells the others that we type; at most every 2.5 s, and at once when we stop. */
  typing(on: boolean): void {
    const now = this.now();
    if (on ? now - this.#typingSentAt < TYPING_EVERY_MS : this.#typingSentAt === 0) return;
    this.#typingSentAt = on ? now : 0;
    this.#sendIfLive({ t: "typing", on });
  }

  /** Marks everything up to the newest event as read. */
  read(): void {
    const { seq } = this.#state.view;
    if (this.#state.link !== "live" || seq <= this.#readSent) return;
    this.#readSent = seq;
    this.#sendIfLive({ t: "read", seq });
  }

  /** The network or the tab came back: try now. */
  nudge(): void {
    this.#line?.nudge();
  }

  /** The device says that the network went: no need to wait for the silence to tell. */
  drop(): void {
    this.#line?.drop();
  }

  #sendIfLive(message: ClientMessage): void {
    if (this.#state.link === "live") this.#line?.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const message = this.ports.parse(text);
    if (message) this.#take({ t: "message", message, now: this.now() });
    if (this.#state.link === "ended") this.stop();
  }

  async #lost(bye: string | null): Promise<void> {
    this.#take({ t: "closed" });
    if (bye !== null) return this.#end(bye);
    this.#losses += 1;
    if (this.#losses % PROBE_AFTER_LOSSES !== 0) return;
    const verdict = await this.ports.probe();
    if (verdict) this.#end(verdict);
  }

  #end(code: string): void {
    this.#take({ t: "ended", code });
    this.stop();
  }

  #take(input: RoomInput): void {
    const before = this.#state;
    const { state, send } = stepRoom(before, input);
    this.#state = state;
    if (state.kept !== before.kept) this.#persist(before, state);
    for (const message of send) this.#line?.send(JSON.stringify(message));
    if (state !== before) for (const listener of this.#listeners) listener();
  }

  #persist(before: RoomState, after: RoomState): void {
    const { kept } = this.ports;
    const waiting = new Set(after.kept.filter((entry) => !entry.acked).map((entry) => entry.command.key));
    const known = new Set(before.kept.map((entry) => entry.command.key));
    for (const entry of after.kept) if (!known.has(entry.command.key)) kept.put(entry);
    for (const entry of before.kept) if (!waiting.has(entry.command.key)) kept.remove(entry.command.key);
  }
}
