/**
 * npm run torture: the reliability table, row by row, against the built Worker. Seeds are printed, so a failure can
 * be run again. `-- --row 3 --seed 7` one row (repeatable), `--scale small` what `npm test` runs, `--share 0.1` a
 * tenth of the full scale; `--port`, `--dist`, `--config` name another port, bundle or wrangler.toml.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freshSeed, Rng } from "./lib/rng.mjs";
import { World } from "./lib/world.mjs";

const PROBLEMS_SHOWN_MAX = 5;

/**
 * @typedef {object} Row
 * @property {number} number in the reliability table
 * @property {string} title
 * @property {Record<"full" | "small", Record<string, number>>} scales
 * @property {(run: { world: World, rng: Rng, seed: number, size: any }) => Promise<{ count: string, problems: string[] }>} run
 */

/** @returns {Promise<Row[]>} */
async function readRows() {
  const folder = join(import.meta.dirname, "rows");
  const names = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  const rows = await Promise.all(names.map(async (name) => (await import(join(folder, name))).default));
  return rows.sort((a, b) => a.number - b.number);
}

/**
 * Runs rows one after another on one Worker.
 * @param {{ scale?: "full" | "small", only?: number[], seed?: number, server?: { port?: number, dist?: string, config?: string }, share?: number, print?: (line: string) => void }} options
 */
export async function torture(options = {}) {
  const {
    scale = "full",
    only = [],
    seed = freshSeed(),
    share = 1,
    print = console.log,
    server = {},
  } = options;
  const rows = (await readRows()).filter((row) => only.length === 0 || only.includes(row.number));
  const world = new World(server);
  await world.start();
  const results = [];
  try {
    for (const row of rows) {
      const result = await runRow(world, row, resize(row.scales[scale], share), seed);
      results.push(result);
      print(`${result.ok ? "ok  " : "FAIL"}  ${String(row.number).padStart(2)}  ${row.title}`);
      print(`          ${result.count}; ${result.seconds.toFixed(1)} s, --row ${row.number} --seed ${seed}`);
      for (const problem of result.problems.slice(0, PROBLEMS_SHOWN_MAX)) print(`          ! ${problem}`);
      const more = result.problems.length - PROBLEMS_SHOWN_MAX;
      if (more > 0) print(`          ! and ${more} more`);
    }
  } finally {
    await world.remove();
  }
  return results;
}

/** One row; whatever it throws, and every bug the Worker logged meanwhile, is a problem too. */
async function runRow(world, row, size, seed) {
  const startedAt = performance.now();
  const from = world.log.length;
  let outcome;
  try {
    await world.ensure();
    outcome = await row.run({ world, rng: new Rng(seed + row.number), seed, size });
  } catch (error) {
    outcome = { count: "not finished", problems: [error.stack ?? String(error)] };
  }
  const problems = [...outcome.problems, ...world.bugs(from).map((line) => `the Worker logged ${line}`)];
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    number: row.number,
    title: row.title,
    ok: problems.length === 0,
    count: outcome.count,
    problems,
    seconds,
  };
}

/** A share of a scale, at least one of each. What is named `…Each` belongs to a single round and stays. */
function resize(size, share) {
  return Object.fromEntries(
    Object.entries(size).map(([name, count]) => [
      name,
      name.endsWith("Each") ? count : Math.max(1, Math.round(count * share)),
    ]),
  );
}

/** Without what was not named. */
function given(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

async function main() {
  const { values } = parseArgs({
    options: {
      scale: { type: "string", default: "full" },
      share: { type: "string", default: "1" },
      row: { type: "string", multiple: true, default: [] },
      seed: { type: "string" },
      port: { type: "string" },
      dist: { type: "string" },
      config: { type: "string" },
    },
  });
  if (values.scale !== "full" && values.scale !== "small") throw new Error("--scale is full or small");
  const results = await torture({
    scale: values.scale,
    share: Number(values.share),
    only: values.row.map(Number),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    server: given({ port: values.port && Number(values.port), dist: values.dist, config: values.config }),
  });
  const failed = results.filter((result) => !result.ok);
  console.log(`\n${results.length - failed.length} of ${results.length} rows hold.`);
  process.exit(failed.length === 0 ? 0 : 1);
}

if (process.argv[1] === import.meta.filename) await main();
