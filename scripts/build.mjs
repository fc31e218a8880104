// npm run build: always; with --if-needed only when the sources have changed since the last one.
import { prepare, stop } from "./lib/prepare.mjs";

await prepare();
const { build } = await import("./lib/build.mjs");
const lazily = process.argv.includes("--if-needed");
try {
  if (!build({ force: !lazily, quiet: lazily })) console.log("Built already.");
} catch (error) {
  stop(error.message);
}
