/** The one source of "now". Domain code never reads it: it takes `now` (epoch milliseconds) as an argument. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** RFC 3339 in UTC. Accounts, cards and numbers show times like this; a draft's own times stay epoch ms, on every door. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
