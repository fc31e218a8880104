import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../lib/prepare.mjs";
import { startServer } from "../../lib/server.mjs";

const SCRATCH = join(ROOT, ".onering");
const BARE_CONFIG = join(ROOT, "scripts/bench/bare-wrangler.toml");
/** Wide enough that no limit is measured instead of the room. */
const ENV = { ENVIRONMENT: "development", SOCKET_COMMANDS_MAX: "10000000", SOCKETS_PER_DRAFT_MAX: "1000" };

/**
 * Both Workers under the same runtime with the same options, each with a state folder on the project's own disk:
 * a folder in memory would make syncing free.
 * @param {{ dist?: string, port?: number }} options
 */
export async function startBoth({ dist, port }) {
  mkdirSync(SCRATCH, { recursive: true });
  const scratch = mkdtempSync(join(SCRATCH, "bench-"));
  const bareDist = join(scratch, "bare-dist");
  bundle(bareDist);
  const common = { output: "ignore", env: ENV };
  const ours = await startServer({
    ...common,
    persist: join(scratch, "ours"),
    ...(dist ? { dist } : {}),
    ...(port ? { port } : {}),
  });
  const bare = await startServer({
    ...common,
    persist: join(scratch, "bare"),
    dist: bareDist,
    config: BARE_CONFIG,
    migrate: false,
    ...(port ? { port: port + 1 } : {}),
  });
  const stop = async () => {
    await Promise.all([ours.stop(), bare.stop()]);
    rmSync(scratch, { recursive: true, force: true });
  };
  return { ours, bare, scratch, stop };
}

/** Bundled the way the Worker itself is. */
function bundle(outdir) {
  const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const done = spawnSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--config", BARE_CONFIG, "--outdir", outdir],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (done.status !== 0) throw new Error(`Bundling the bare object failed.\n${done.stdout}\n${done.stderr}`);
  renameSync(join(outdir, "bare-worker.js"), join(outdir, "index.js")); // the name that a server looks for
}
