/** Fields that may be logged: ids, names of things, counts, durations. Never content, addresses or secrets. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON line per entry on the console, where `wrangler tail` and Workers observability pick it up. */
export const consoleLog: Log = {
  info: (event, fields) => console.log(JSON.stringify({ level: "info", event, ...fields })),
  error: (event, fields) => console.error(JSON.stringify({ level: "error", event, ...fields })),
};

export const silentLog: Log = { info: () => {}, error: () => {} };
