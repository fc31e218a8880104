// node scripts/run.mjs [--build] <script> [arguments]: a script that needs the packages, and perhaps the built Worker.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, ROOT } from "./lib/prepare.mjs";

await prepare();
const needsBuild = process.argv[2] === "--build";
const [script, ...rest] = process.argv.slice(needsBuild ? 3 : 2);
if (needsBuild) (await import("./lib/build.mjs")).build();
process.argv = [process.execPath, join(ROOT, "scripts", script), ...rest];
await import(pathToFileURL(process.argv[1]).href);
