/**
 * npm run db:generate -- <name>: writes the migrations that the schemas ask for. What is committed stays as it is, for
 * databases exist that have it; what isn't yet is written anew, so that a change in progress is one migration.
 * Triggers and other SQL that a schema cannot say stand in `guards.sql` beside it; each such file drops what it
 * creates first, and goes whole into a migration of its own whenever it differs from the committed one.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./lib/prepare.mjs";

const BREAK = "--> statement-breakpoint";
const FEATURES = join(ROOT, "worker/features");
const MIGRATIONS = join(ROOT, "migrations");
const name = process.argv[2] ?? "next";

forgetUncommitted();
drizzleKit("--name", name);
const guards = changedGuards();
if (guards.length > 0) writeGuards(guards);

/** Back to the committed migrations, journal and snapshots. */
function forgetUncommitted() {
  git("restore", "--source=HEAD", "--staged", "--worktree", "migrations");
  const kept = new Set(git("ls-tree", "-r", "--name-only", "HEAD", "migrations").split("\n"));
  for (const file of readdirSync(MIGRATIONS, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !kept.has(relative(ROOT, path))) rmSync(path);
  }
}

function changedGuards() {
  return readdirSync(FEATURES)
    .map((feature) => `worker/features/${feature}/guards.sql`)
    .filter((path) => {
      const text = readOr(() => readFileSync(join(ROOT, path), "utf8"));
      return text !== "" && text !== readOr(() => git("show", `HEAD:${path}`));
    });
}

function writeGuards(paths) {
  drizzleKit("--custom", "--name", `${name}_guards`);
  const file = readdirSync(MIGRATIONS).find((entry) => entry.endsWith(`_${name}_guards.sql`));
  const text = paths.map((path) => readFileSync(join(ROOT, path), "utf8").trim()).join(`\n${BREAK}\n`);
  writeFileSync(join(MIGRATIONS, file), `${text}\n`);
}

function drizzleKit(...args) {
  execFileSync(join(ROOT, "node_modules/.bin/drizzle-kit"), ["generate", ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
}

function git(...args) {
  return execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function readOr(read) {
  try {
    return read();
  } catch {
    return "";
  }
}
