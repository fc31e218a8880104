// The built Worker in Miniflare, as a process of its own. `server.mjs` starts it and talks to it over IPC.
import childProcess from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDue } from "./cron.mjs";
import { endWithUs } from "./end-with-us.mjs";
import { applyMigrations } from "./migrations.mjs";
import { ROOT } from "./prepare.mjs";
import { readWorkerOptions } from "./worker-options.mjs";

const MINUTE_MS = 60_000;
const MODULE_TYPES = {
  ".wasm": "CompiledWasm",
  ".bin": "Data",
  ".ttf": "Data",
  ".woff2": "Data",
  ".txt": "Text",
  ".html": "Text",
  ".sql": "Text",
};

/** @typedef {{ persist: string, port: number, dist: string, config: string, env: Record<string, string>, devVars: boolean, ticker: boolean, migrate: boolean, verbose: boolean }} Settings */

/** Miniflare keeps the runtime's process to itself, and that process outlives us when we are killed: note it as it starts. */
let runtimePid = 0;
const originalSpawn = childProcess.spawn;
childProcess.spawn = function spawnAndNote(command, ...rest) {
  const child = Reflect.apply(originalSpawn, this, [command, ...rest]);
  if (/workerd[^/]*$/.test(String(command)) && child.pid) {
    runtimePid = child.pid;
    endWithUs(child, "KILL");
  }
  return child;
};

process.on("disconnect", () => process.exit(1)); // the parent is gone

process.once("message", async (/** @type {Settings} */ settings) => {
  try {
    await run(settings);
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }, () =>
      process.exit(1),
    );
  }
});

/** @param {Settings} settings */
async function run(settings) {
  const { Miniflare, options, crons } = describe(settings);
  const mf = new Miniflare(options);
  const url = await mf.ready;
  if (settings.migrate) await applyMigrations(await mf.getD1Database("DB"), join(ROOT, "migrations"));
  const stopTicker = settings.ticker ? startTicker(await mf.getWorker(), crons) : () => {};
  process.on("message", async (message) => {
    if (message !== "stop") return;
    stopTicker();
    await mf.dispose();
    process.exit(0);
  });
  process.send?.({ url: url.origin, runtimePid });
}

/** Miniflare's options for `wrangler.toml` and the bundle in `dist/`. */
function describe({ persist, port, dist, config, env, devVars, verbose }) {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  const { Miniflare, convertV4MiniflareOptions, Log, LogLevel } = fromWrangler("miniflare");
  const { workerOptions } = readWorkerOptions(config, { devVars });
  const options = convertV4MiniflareOptions({
    ...workerOptions,
    bindings: { ...workerOptions.bindings, ...env },
    modulesRoot: dist,
    modules: readModules(dist),
    host: "127.0.0.1",
    port,
    cf: false,
    log: new Log(verbose ? LogLevel.INFO : LogLevel.WARN),
    logRequests: false,
    unsafeTriggerHandlers: true,
    resourcePersistencePath: persist,
    telemetry: { enabled: false },
  });
  return { Miniflare, options, crons: workerOptions.cronTriggers ?? [] };
}

function readModules(dist) {
  const entry = {
    type: "ESModule",
    path: join(dist, "index.js"),
    contents: readFileSync(join(dist, "index.js"), "utf8"),
  };
  const others = readdirSync(dist).flatMap((name) => {
    const type = MODULE_TYPES[name.slice(name.lastIndexOf("."))];
    if (!type) return [];
    const path = join(dist, name);
    return [
      {
        type,
        path,
        contents: type === "Text" ? readFileSync(path, "utf8") : new Uint8Array(readFileSync(path)),
      },
    ];
  });
  return [entry, ...others];
}

/** Cron never fires by itself outside Cloudflare: once a minute, run the triggers that are due. */
function startTicker(worker, crons) {
  let timer;
  const tick = async () => {
    const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    arm();
    for (const cron of crons.filter((expression) => isDue(expression, now))) {
      await worker
        .scheduled({ scheduledTime: new Date(now), cron })
        .catch((error) => console.error(`Cron ${cron}:`, error.message));
    }
  };
  const arm = () => {
    timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS) + 5);
  };
  arm();
  return () => clearTimeout(timer);
}
