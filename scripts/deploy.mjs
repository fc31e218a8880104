// npm run deploy: check, build, migrate the database, deploy. Needs a Cloudflare account (`npx wrangler login`, or CLOUDFLARE_API_TOKEN).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT, stop } from "./lib/prepare.mjs";

await prepare();
if (/database_id = "00000000-/.test(readFileSync(join(ROOT, "wrangler.toml"), "utf8"))) {
  stop(
    "Create the database first (npx wrangler d1 create onering) and put its id into wrangler.toml as database_id.",
  );
}
const wrangler = "node_modules/wrangler/bin/wrangler.js";
run("the checks", "scripts/test.mjs", "--fast");
run("the build", "scripts/build.mjs");
// Migrations only add: the code that runs now goes on working until the new one has taken over.
run("the migrations", wrangler, "d1", "migrations", "apply", "DB", "--remote");
run("the deploy", wrangler, "deploy", "--minify");

function run(what, script, ...args) {
  const env = { ...process.env, NODE_ENV: "production" };
  const done = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env,
  });
  if (done.status !== 0) stop(`Stopped: ${what} did not succeed. Nothing after it has happened.`);
}
