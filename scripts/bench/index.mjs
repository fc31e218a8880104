// npm run bench: the room against a bare object in the same runtime, as ratios within one run. Writes results/latest.json.
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../lib/prepare.mjs";
import { startPeer } from "./lib/peer.mjs";
import { compared, keep, machine, plain, table } from "./lib/report.mjs";
import { startBoth } from "./lib/servers.mjs";
import { BareSide, OurSide } from "./lib/sides.mjs";
import { median } from "./lib/stats.mjs";
import { pipelined, sequential } from "./measures/append.mjs";
import { card } from "./measures/card.mjs";
import { FIRST_LOAD_KB_MAX, firstLoad } from "./measures/first-load.mjs";
import { hocuspocus } from "./measures/hocuspocus.mjs";
import { LONG_SEGMENTS, opening, SHORT_SEGMENTS } from "./measures/opening.mjs";
import { lastWatcher, WATCHERS } from "./measures/watchers.mjs";

const RESULTS = join(import.meta.dirname, "results/latest.json");

/** @typedef {{ ours: OurSide, bare: BareSide, node: BareSide, bareUrl: string, peerUrl: string }} Field */

/** Each measure by name; it answers rows of the table. */
const MEASURES = {
  append: async ({ ours, bare, node, peerUrl }) => {
    const { acked, seen } = await sequential({ ours, bare, node });
    const peer = await hocuspocus(peerUrl);
    const append = { unit: "ms", ours: acked.ours };
    const view = { name: "append → seen by the other", unit: "ms", ours: seen.ours };
    return [
      compared({ ...append, name: "sequential append", other: acked.bare, of: "bare object", max: 1.3 }),
      compared({ ...append, name: "sequential append", other: acked.node, of: "Node ws + SQLite" }),
      compared({ ...view, other: seen.bare, of: "bare object" }),
      compared({ ...view, other: seen.node, of: "Node ws + SQLite" }),
      compared({ ...view, other: seen.ours.map(() => median(peer)), of: "Hocuspocus, stores nothing" }),
    ];
  },
  pipelined: async ({ ours, bare, node }) => {
    const rates = await pipelined({ ours, bare, node });
    const row = { name: "pipelined appends", unit: "/s", ours: rates.ours };
    return [
      compared({ ...row, other: rates.bare, of: "bare object", min: 0.75 }),
      compared({ ...row, other: rates.node, of: "Node ws + SQLite" }),
    ];
  },
  watchers: async ({ ours, bare, node }) => {
    const times = await lastWatcher({ ours, bare, node });
    const row = { name: `last of ${WATCHERS} watchers has it`, unit: "ms", ours: times.ours };
    return [
      compared({ ...row, other: times.bare, of: "bare object", max: 1.2 }),
      compared({ ...row, other: times.node, of: "Node ws + SQLite" }),
    ];
  },
  opening: async ({ ours }) => {
    const { welcome, get } = await opening(ours);
    const of = `${SHORT_SEGMENTS} segments`;
    return [
      compared({
        name: `open ${LONG_SEGMENTS}: socket`,
        unit: "ms",
        ours: welcome.long,
        other: welcome.short,
        of,
        max: 3,
      }),
      compared({
        name: `open ${LONG_SEGMENTS}: GET`,
        unit: "ms",
        ours: get.long,
        other: get.short,
        of,
        max: 3,
      }),
    ];
  },
  card: async ({ ours, bareUrl }) => {
    const times = await card(ours, bareUrl);
    const of = times.same ? "renderer alone, same bytes" : "renderer alone, OTHER PICTURE";
    return [
      compared({ name: "card PNG, uncached", unit: "ms", ours: times.ours, other: times.bare, of, max: 1.2 }),
    ];
  },
  firstLoad: async () => [
    plain({
      name: "first-load JavaScript of the room",
      unit: "KB",
      value: firstLoad().kb,
      max: FIRST_LOAD_KB_MAX,
    }),
  ],
};

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      dist: { type: "string" },
      port: { type: "string" },
    },
  });
  const names = Object.keys(MEASURES).filter(
    (name) => values.only.length === 0 || values.only.includes(name),
  );
  const where = machine();
  console.log(
    `${where.cpu}, ${where.memoryGb} GB, ${where.system}, Node ${where.node}, load ${where.load}\n`,
  );
  const field = await setUp(values, names);
  try {
    const rows = [];
    for (const name of names) rows.push(...(await measure(name, field)));
    console.log(`\n${table(rows)}`);
    keep(RESULTS, { machine: where, loadAfter: machine().load, rows });
    console.log(
      `\nKept in ${relative(ROOT, RESULTS)}. Times are this machine's; only the ratios mean anything elsewhere.`,
    );
  } finally {
    await field.stop();
  }
}

async function measure(name, field) {
  const startedAt = performance.now();
  const rows = await MEASURES[name](field);
  console.log(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return rows;
}

/** @returns {Promise<Field & { stop: () => Promise<void> }>} */
async function setUp({ dist, port }, names) {
  const both = await startBoth({ dist, port: Number(port ?? 0) });
  const nodePeer = await startPeer("node-ws", [join(both.scratch, "node-ws.sqlite")]);
  const hocuspocusPeer = await startPeer("hocuspocus");
  const ours = new OurSide(both.ours);
  await ours.signUp(names.includes("watchers") ? WATCHERS + 1 : 3);
  return {
    ours,
    bare: new BareSide(both.bare),
    node: new BareSide(nodePeer),
    bareUrl: both.bare.url,
    peerUrl: hocuspocusPeer.url,
    stop: async () => {
      ours.close();
      nodePeer.stop();
      hocuspocusPeer.stop();
      await both.stop();
    },
  };
}

await main();
process.exit(0); // kept HTTP connections would hold the process for a while
