// Types of the whole (the web app sees the DOM) and of the Worker alone (which must not), side by side.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { prepare, ROOT } from "./lib/prepare.mjs";

await prepare();
const check = (project) =>
  new Promise((resolve) => {
    const tsc = spawn(
      process.execPath,
      [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", project, "--pretty"],
      { stdio: "inherit" },
    );
    tsc.once("exit", (code) => resolve(code ?? 1));
  });
const codes = await Promise.all(["tsconfig.json", "tsconfig.worker.json"].map(check));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
