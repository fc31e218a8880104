import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeCardFonts } from "../card-fonts.mjs";
import { ROOT } from "./prepare.mjs";

const SOURCES = [
  "app",
  "worker",
  "public",
  "package-lock.json",
  "vite.config.ts",
  "wrangler.toml",
  "tsconfig.json",
];
const NOT_BUILT = /\.(test|fixture)\.[a-z]+$|\.DS_Store$/;
const STAMP = join(ROOT, "dist", ".sources");

/** Hash of everything the build reads. Contents, not times: a fresh checkout sets times at will. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((path) => filesUnder(path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

/** Whether `dist/` and `build/` come from the sources as they are now. */
export function isBuilt() {
  return (
    existsSync(STAMP) &&
    readFileSync(STAMP, "utf8") === sourceHash() &&
    existsSync(join(ROOT, "build/client"))
  );
}

/**
 * Builds the web app, then bundles the Worker with it, exactly as a deploy would. Does nothing when the
 * sources have not changed since. Throws when a step fails; its output has been printed.
 * @param {{ force?: boolean, quiet?: boolean }} [options]
 */
export function build({ force = false, quiet = true } = {}) {
  if (!force && isBuilt()) return false;
  writeCardFonts();
  const hash = sourceHash();
  rmSync(STAMP, { force: true });
  console.log("Building…");
  step(
    "the web app",
    ["@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", quiet ? "warn" : "info"],
    quiet,
  );
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  step("the Worker", ["wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", "dist"], quiet);
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  writeFileSync(STAMP, hash);
  return true;
}

function step(what, [tool, ...args], quiet) {
  const done = spawnSync(process.execPath, [join(ROOT, "node_modules", tool), ...args], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    // React's and Remix's development code goes in unless told otherwise.
    env: { ...process.env, NODE_ENV: "production", WRANGLER_LOG_PATH: join(ROOT, ".wrangler", "logs") },
  });
  if (done.status === 0) return;
  if (quiet) console.error(`${done.stdout}\n${done.stderr}`);
  throw new Error(`Building ${what} failed.`);
}
