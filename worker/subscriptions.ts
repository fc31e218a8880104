import type { BatchItem } from "drizzle-orm/batch";
import type { DB } from "./db/client.ts";
import type { DraftEvent, DraftEventType } from "./features/analytics/contract.ts";

/** What happens because of a fact, in a feature that its cause knows nothing of. */
export interface Subscription {
  name: string;
  types: readonly DraftEventType[];
  /**
   * Statements for the batch that stores the fact, so that fact and effect arrive together or not at all.
   * The same fact may come again: carry its id in a unique key of the effect, and let a second one do nothing.
   */
  statements(db: DB, fact: DraftEvent): BatchItem<"sqlite">[];
}

/** Event → handlers: the one list. Streaks, rewards, notifications and webhooks will hang here. */
export const subscriptions: readonly Subscription[] = [];

/** The effects of facts, for the same `db.batch` as the facts themselves. */
export function subscriberStatements(
  db: DB,
  facts: readonly DraftEvent[],
  list: readonly Subscription[] = subscriptions,
): BatchItem<"sqlite">[] {
  return facts.flatMap((fact) =>
    list.filter(({ types }) => types.includes(fact.type)).flatMap((one) => one.statements(db, fact)),
  );
}
