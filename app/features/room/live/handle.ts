import type { DraftView, Segment, You } from "@worker/features/room/contract.ts";
import type { LiveCommand } from "@worker/features/room/protocol.ts";
import type { RoomClient } from "./client.ts";
import { initialRoom, KEPT_MAX, type RoomState } from "./room-state.ts";

/** Makes the live client from the state so far. Fetched after the first paint. */
export type LoadClient = () => Promise<(first: RoomState) => RoomClient>;

const LOAD_RETRY_MS = 5_000;

/**
 * The live room as the screen holds it from the first paint on: a store to subscribe to, and commands. The
 * client behind it (socket, schemas, reducer) arrives a moment later; commands given before wait in the state.
 */
export class RoomHandle {
  #state: RoomState;
  #client: RoomClient | null = null;
  #listeners = new Set<() => void>();
  /** Counts starts and stops, so that a start which was overtaken gives up. */
  #run = 0;

  constructor(
    view: DraftView,
    you: You,
    private readonly now: () => number,
  ) {
    this.#state = initialRoom(view, you);
  }

  readonly getState = (): RoomState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async start(load: LoadClient): Promise<void> {
    const run = ++this.#run;
    const make = await load().catch(() => null);
    if (run !== this.#run) return;
    if (!make) {
      // A chunk that does not come is a line that does not come: say so, and try again.
      this.#set({ ...this.#state, link: "offline" });
      setTimeout(() => run === this.#run && void this.start(load), LOAD_RETRY_MS);
      return;
    }
    const client = make(this.#state);
    this.#client = client;
    client.subscribe(() => this.#set(client.getState()));
    client.start();
  }

  stop(): void {
    this.#run += 1;
    this.#client?.stop();
    this.#client = null;
  }

  /** Gives a command: shown at once, kept until the server has answered it. */
  command(command: LiveCommand): void {
    if (this.#client) {
      this.#client.command(command);
      return;
    }
    if (this.#state.kept.length >= KEPT_MAX) return;
    const entry = { command, at: this.now(), seq: null, acked: false, retryAt: null };
    this.#set({ ...this.#state, kept: [...this.#state.kept, entry] });
  }

  /** A newer view from a page load or an action's answer. */
  loaded(view: DraftView, you: You): void {
    if (this.#client) this.#client.loaded(view, you);
    else if (view.seq > this.#state.view.seq)
      this.#set({ ...initialRoom(view, you), kept: this.#state.kept });
  }

  dismiss(key: string): void {
    this.#client?.dismiss(key);
  }

  addOlder(segments: readonly Segment[], hasOlder: boolean): void {
    this.#client?.addOlder(segments, hasOlder);
  }

  typing(on: boolean): void {
    this.#client?.typing(on);
  }

  read(): void {
    this.#client?.read();
  }

  nudge(): void {
    this.#client?.nudge();
  }

  drop(): void {
    this.#client?.drop();
  }

  #set(state: RoomState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
