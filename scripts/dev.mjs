// npm run dev: hot reload for the web app and the Worker, in one process, with cron.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT, stop } from "./lib/prepare.mjs";

const MINUTE_MS = 60_000;
const STATE = ".onering/dev";

await prepare();
const { isDue } = await import("./lib/cron.mjs");
const { endWithUs } = await import("./lib/end-with-us.mjs");
const { isTaken } = await import("./lib/server.mjs");
const { writeCardFonts } = await import("./card-fonts.mjs");

const port = Number(process.env.PORT ?? 5173);
if (await isTaken(port))
  stop(`Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm run dev`);
const url = `http://127.0.0.1:${port}`;
applyMigrations();
writeCardFonts();
const remix = join(ROOT, "node_modules/@remix-run/dev/dist/cli.js");
const vite = spawn(process.execPath, [remix, "vite:dev"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, PORT: String(port), CLOUDFLARE_CF_FETCH_ENABLED: "false" },
});
endWithUs(vite, "TERM");
vite.once("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => vite.kill("SIGTERM"));
const crons = /^crons\s*=\s*(\[.*\])/m.exec(readFileSync(join(ROOT, "wrangler.toml"), "utf8"));
const schedule = crons ? JSON.parse(crons[1]) : [];
armTicker();
await seed();

function applyMigrations() {
  const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const done = spawnSync(
    process.execPath,
    [wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", STATE],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, CI: "1" }, // no question asked
    },
  );
  if (done.status !== 0)
    stop(`${done.stdout}${done.stderr}\nThe migrations could not be applied to ${STATE}.`);
}

/** Cron never fires by itself outside Cloudflare. */
function armTicker() {
  setTimeout(
    async () => {
      const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
      armTicker();
      for (const cron of schedule.filter((expression) => isDue(expression, now))) {
        await fetch(`${url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}&time=${now}`).catch(
          () => {},
        );
      }
    },
    MINUTE_MS - (Date.now() % MINUTE_MS) + 5,
  );
}

/** The demo, once the server answers. Asking again changes nothing. */
async function seed() {
  for (let tries = 0; tries < 60 && !(await isTaken(port)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const headers = { origin: url, "content-type": "application/json", "idempotency-key": "first-run-seed" };
  const answer = await fetch(`${url}/dev/seed`, { method: "POST", headers, body: "{}" }).catch(
    () => undefined,
  );
  if (!answer?.ok) console.warn(`The demo could not be seeded. Try: curl -X POST ${url}/dev/seed`);
  else
    console.log(`\n  Sign in with mara@example.com or ilo@example.com; the code is at ${url}/dev/outbox\n`);
}
