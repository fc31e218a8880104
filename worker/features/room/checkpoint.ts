import { evolve } from "./domain/evolve.ts";
import type { DraftState, LeaseLengths } from "./domain/state.ts";
import type { RoomStorage } from "./storage.ts";

/** A checkpoint is written at least this often, so waking folds at most this many events. The alarm writes one too. */
const CHECKPOINT_EVENTS = 64;
const EVENTS_PER_READ = 500;

/** The state of a draft kept whole now and then. A checkpoint that was rolled back only means that waking folds a few events more. */
export class Checkpoints {
  #keptSeq = 0;

  constructor(readonly storage: RoomStorage) {}

  /** The state of the draft: its checkpoint and every event since, folded by the same rule that made them. */
  restore(leases: LeaseLengths): DraftState | null {
    let state = this.storage.checkpoint();
    this.#keptSeq = state?.seq ?? 0;
    for (let more = state !== null; state !== null && more; ) {
      const events = this.storage.events(state.seq, EVENTS_PER_READ);
      for (const event of events) state = evolve(state, event, leases);
      more = events.length === EVENTS_PER_READ;
    }
    return state;
  }

  /** Keeps the state whole when enough happened since the last time; `atOnce` when anything did. */
  keep(state: DraftState, atOnce: boolean): void {
    if (state.seq - this.#keptSeq < (atOnce ? 1 : CHECKPOINT_EVENTS)) return;
    this.storage.saveCheckpoint(state);
    this.#keptSeq = state.seq;
  }
}
