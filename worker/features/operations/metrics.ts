import { sql } from "drizzle-orm";
import type { Deps } from "../../env.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { countByType } from "../analytics/service.ts";

interface Tally {
  count: number;
  ms: number;
}

/** Distinct label sets kept: routes × statuses is far below; the bound keeps a bug from eating the isolate. */
export const TALLIES_MAX = 2000;

const tallies = new Map<string, Tally>();

/** Counts a finished request in this isolate. Labels are route ids and status codes, never paths or people. */
export function countRequest(seen: { route: string; method: string; status: number; ms: number }): void {
  const labels = `method="${labelText(seen.method)}",route="${labelText(seen.route)}",status="${seen.status}"`;
  const tally = tallies.get(labels) ?? { count: 0, ms: 0 };
  if (!tallies.has(labels) && tallies.size >= TALLIES_MAX) return;
  tally.count += 1;
  tally.ms += seen.ms;
  tallies.set(labels, tally);
}

const labelText = (text: string) => text.replace(/[\\"\n]/g, "_").slice(0, 80);

interface Metric {
  name: string;
  type: "counter" | "gauge";
  help: string;
  samples: { labels?: string; value: number }[];
}

/** Prometheus text of metrics. Source: prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, type, help, samples }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...samples.map(({ labels, value }) => `${name}${labels === undefined ? "" : `{${labels}}`} ${value}`),
        "",
      ].join("\n"),
    )
    .join("");
}

/** Everything `/metrics` shows: this isolate's requests, and what D1 knows of the last hour. */
export async function collectMetrics(deps: Deps): Promise<string> {
  const started = performance.now();
  const reachable = await deps.db
    .run(sql`SELECT 1`)
    .then(() => true)
    .catch(() => false);
  const latency = (performance.now() - started) / 1000;
  const events = reachable ? await countByType(deps.db, deps.clock.now() - HOUR_MS) : [];
  const seen = [...tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return prometheusText([
    {
      name: "onering_up",
      type: "gauge",
      help: "1 while the process answers.",
      samples: [{ value: 1 }],
    },
    {
      name: "onering_database_up",
      type: "gauge",
      help: "1 if the database answered just now.",
      samples: [{ value: reachable ? 1 : 0 }],
    },
    {
      name: "onering_database_latency_seconds",
      type: "gauge",
      help: "Time of one trivial query.",
      samples: [{ value: latency }],
    },
    {
      name: "onering_events_last_hour",
      type: "gauge",
      help: "Facts recorded in the last hour, by type.",
      samples: events.map(({ type, count }) => ({ labels: `type="${labelText(type)}"`, value: count })),
    },
    {
      name: "onering_requests_total",
      type: "counter",
      help: "Requests answered by this isolate since it started.",
      samples: seen.map(([labels, { count }]) => ({ labels, value: count })),
    },
    {
      name: "onering_request_seconds_total",
      type: "counter",
      help: "Time spent on those requests.",
      samples: seen.map(([labels, { ms }]) => ({ labels, value: ms / 1000 })),
    },
  ]);
}
