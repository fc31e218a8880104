import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../lib/prepare.mjs";

const TEST = "worker/features/room/eviction.test.ts";
const OUTPUT_CHARS_MAX = 2_000;

/** Eviction needs a hand inside the runtime: this row runs the test that has it, with more sequences. */
export default {
  number: 5,
  title: "eviction of an object at any point is invisible, against a model",
  scales: { full: { sequences: 5_000 }, small: { sequences: 20 } },
  async run({ seed, size }) {
    const { code, output } = await vitest({
      VITE_TORTURE_SEQUENCES: String(size.sequences),
      VITE_TORTURE_SEED: String(seed % 1_000_000),
    });
    const ran = output.includes(`${size.sequences} command sequences`);
    return {
      count: `${size.sequences} command sequences`,
      problems: code === 0 && ran ? [] : [`the test ended with ${code}: ${output.slice(-OUTPUT_CHARS_MAX)}`],
    };
  },
};

/** @param {Record<string, string>} env @returns {Promise<{ code: number | null, output: string }>} */
function vitest(env) {
  const tool = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [tool, "run", "--config", "vitest.runtime.config.ts", "--reporter=verbose", TEST];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, output })));
}
