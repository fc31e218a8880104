import type { BatchItem } from "drizzle-orm/batch";
import type { DB } from "../../db/client.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { consoleLog } from "../../kernel/log.ts";
import { subscriberStatements } from "../../subscriptions.ts";
import { insertEventStatements } from "../analytics/service.ts";
import type { DraftState } from "./domain/state.ts";
import { toFact } from "./projection.ts";
import type { RoomStorage } from "./storage.ts";
import { projectStatements } from "./store.ts";

/** How long events may gather before they are shipped together. */
export const SHIP_AFTER_MS = 300;
const SHIP_EVENTS_MAX = 100;
/** Batches in one go; what is left waits for the next alarm. */
const SHIP_BATCHES_MAX = 50;
const RETRY_MS_MIN = SECOND_MS;
const RETRY_MS_MAX = 60 * SECOND_MS;

/**
 * Ships the log to D1: facts and index in one batch, then the cursor moves. A crash between the two ships the
 * same events again, which changes nothing: facts are unique by id, the index by seq.
 */
export class Outbox {
  #failures = 0;
  #shipped: number | null = null;
  #shipping: Promise<boolean> | null = null;

  constructor(
    readonly db: DB,
    readonly storage: RoomStorage,
  ) {}

  /** When the next attempt is due (epoch ms), or null when D1 has everything. */
  due(state: DraftState, now: number): number | null {
    if (this.#cursor() >= state.seq) return null;
    return (
      now +
      (this.#failures === 0
        ? SHIP_AFTER_MS
        : Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** (this.#failures - 1)))
    );
  }

  /** Ships what there is. One shipment runs at a time; a second caller waits for the first. False: D1 did not take it. */
  async ship(current: () => DraftState): Promise<boolean> {
    while (this.#shipping) await this.#shipping;
    this.#shipping = this.#shipAll(current);
    const done = await this.#shipping.finally(() => {
      this.#shipping = null;
    });
    this.#failures = done ? 0 : this.#failures + 1;
    return done;
  }

  /** Newest event that D1 has confirmed; read once, then kept. */
  #cursor(): number {
    this.#shipped ??= this.storage.shipped();
    return this.#shipped;
  }

  async #shipAll(current: () => DraftState): Promise<boolean> {
    try {
      for (let batch = 0; batch < SHIP_BATCHES_MAX; batch++) {
        const state = current();
        const events = this.storage.events(this.#cursor(), SHIP_EVENTS_MAX);
        const last = events.at(-1);
        if (!last) return true;
        const facts = events.map((event) => toFact(state.id, event));
        const statements = [
          ...insertEventStatements(this.db, facts),
          ...subscriberStatements(this.db, facts),
          ...projectStatements(this.db, state),
        ];
        await this.db.batch(statements as [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]]);
        this.storage.saveShipped(last.seq);
        this.#shipped = last.seq;
      }
      return true;
    } catch (error) {
      consoleLog.error("outbox_not_shipped", { reason: error instanceof Error ? error.name : "unknown" });
      return false;
    }
  }
}
