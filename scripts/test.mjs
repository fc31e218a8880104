// npm test: everything. npm run check: the part that needs no browser. `node scripts/test.mjs unit types` runs single steps.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT } from "./lib/prepare.mjs";

const TIDY = "worker/tidy.unit.test.ts";
const REPORTS = join(ROOT, ".onering", "reports");

await prepare();

const tool = (path, ...args) => [join(ROOT, "node_modules", path), ...args];
const vitest = (name, ...args) =>
  tool("vitest/vitest.mjs", "run", "--config", `vitest.${name}.config.ts`, ...args);
/** @type {Record<string, { command: string[], tests?: boolean, slow?: boolean, after?: string }>} */
const STEPS = {
  types: { command: [join(ROOT, "scripts/types.mjs")] },
  lint: { command: tool("@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".") },
  tidy: { command: vitest("unit", TIDY), tests: true },
  unit: { command: vitest("unit", "--exclude", TIDY), tests: true },
  runtime: { command: vitest("runtime"), tests: true },
  build: { command: [join(ROOT, "scripts/build.mjs"), "--if-needed"], slow: true },
  browser: { command: vitest("browser"), tests: true, slow: true, after: "build" },
};

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const results = [];
for (const name of chosen()) results.push(await runStep(name, STEPS[name]));
process.exitCode = summarise(results);

function chosen() {
  const named = process.argv.slice(2).filter((word) => word in STEPS);
  if (named.length > 0) return named;
  const fast = process.argv.includes("--fast");
  return Object.keys(STEPS).filter((name) => !(fast && STEPS[name].slow));
}

async function runStep(name, { command, tests = false, after }) {
  if (results.some((result) => result.name === after && !result.good)) {
    return {
      name,
      good: false,
      note: `not run: ${after} failed`,
      passed: 0,
      failed: 1,
      skipped: 0,
      seconds: 0,
    };
  }
  console.log(`\n── ${name} ──`);
  const report = join(REPORTS, `${name}.json`);
  const reporters = tests
    ? ["--passWithNoTests", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
    : [];
  const start = performance.now();
  const code = await exitCode([...command, ...reporters]);
  const seconds = (performance.now() - start) / 1000;
  const counts = tests ? readCounts(report) : { passed: 0, failed: 0, skipped: 0 };
  // A step can fail without a failed test (a type error, a file that does not load): it counts as one.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name, good: code === 0, seconds, ...counts };
}

function exitCode([script, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: "inherit" });
    const pass = (signal) => child.kill(signal);
    process.once("SIGTERM", pass);
    child.once("error", () => resolve(1));
    child.once("exit", (code) => {
      process.removeListener("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}

function readCounts(report) {
  try {
    const json = JSON.parse(readFileSync(report, "utf8"));
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Prints one line a step and the totals last, and tells the exit code. */
function summarise(all) {
  console.log("\n── summary ──");
  for (const { name, good, note, seconds, passed, failed, skipped } of all) {
    const counts =
      passed + failed + skipped > 0 && STEPS[name].tests
        ? `${passed} passed, ${failed} failed, ${skipped} skipped`
        : "";
    console.log(
      `${good ? "ok  " : "FAIL"}  ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${note ?? counts}`,
    );
  }
  const sum = (key) => all.reduce((total, result) => total + result[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return all.every((result) => result.good) ? 0 : 1;
}
