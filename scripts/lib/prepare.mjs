// Runs on whatever Node the machine has (20 or newer) with nothing installed: only built-in modules here.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const NODE_MAJOR_MIN = 22; // what wrangler and its runtime ask for
const BIN = join(ROOT, "node_modules", ".bin");

/**
 * Makes the project runnable: installs what is missing, then goes on under a Node that is new enough,
 * the project's own where the machine's is too old. Returns only in a process where both hold.
 */
export async function prepare() {
  process.chdir(ROOT);
  if (!isInstalled()) install();
  process.env.PATH = `${BIN}${delimiter}${process.env.PATH ?? ""}`;
  process.env.WRANGLER_SEND_METRICS ??= "false";
  if (major(process.versions.node) >= NODE_MAJOR_MIN) return stopWithParent();
  await continueUnder(ownNode());
}

/** Whether `node_modules` holds what the lock file names. Optional packages may be absent: they belong to other machines. */
export function isInstalled() {
  const wanted = readPackages(join(ROOT, "package-lock.json"));
  const found = readPackages(join(ROOT, "node_modules", ".package-lock.json"));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const here = found[path];
    return here ? here.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

/** @returns {Record<string, {version?: string, optional?: boolean, devOptional?: boolean}> | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log("Installing packages (npm ci), once…");
  const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: ROOT, stdio: "inherit" });
  if (done.status !== 0) stop("npm ci did not finish. Its own message is above.");
}

function ownNode() {
  const own = join(BIN, "node");
  if (existsSync(own)) return realpathSync(own);
  return stop(
    `OneRing needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}, and no own copy exists for ${process.platform} ${process.arch}. Install a newer Node and try again.`,
  );
}

/** Runs the same command under another Node and leaves with its exit code. */
async function continueUnder(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    // The terminal sends its own SIGINT to the whole group; a signal to this process alone is passed on.
    process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  }
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (status, signal) => resolve(status ?? (signal ? 130 : 1)));
  });
  process.exit(code);
}

/** Under a parent from `continueUnder`: when it is killed without a chance to say so, end as if asked to. */
function stopWithParent() {
  if (!process.channel) return;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}

function major(version) {
  return Number.parseInt(version, 10);
}

/** Says why, and ends with exit code 1. @returns {never} */
export function stop(message) {
  console.error(message);
  process.exit(1);
}
