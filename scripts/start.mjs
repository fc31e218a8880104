// npm start: the whole of OneRing on this machine, from nothing.
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT, stop } from "./lib/prepare.mjs";

const PORT_DEFAULT = 8787;
const SEED_MS_MAX = 60_000;

await prepare();
const { build } = await import("./lib/build.mjs");
const { isTaken, startServer } = await import("./lib/server.mjs");
const { lockState } = await import("./lib/state-lock.mjs");

const state = process.env.ONERING_STATE ?? join(ROOT, ".onering", "state");
const port = readPort();
if (await isTaken(port))
  stop(`Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`);
const lock = await lockState(state, port);
if ("port" in lock)
  stop(`This folder's OneRing already runs at http://127.0.0.1:${lock.port}. Stop it first.`);

try {
  build();
} catch (error) {
  stop(error.message);
}
mkdirSync(join(ROOT, ".onering"), { recursive: true });
const options = { persist: state, port, devVars: true, ticker: true, onLine: keepLog(".onering/server.log") };
const server = await startServer(options).catch((error) => stop(error.message));
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);
server.exited.then((code) => {
  if (stopping) return;
  lock.release();
  stop(`The Worker's process ended by itself (${code ?? "killed"}). Your data is kept; run npm start again.`);
});
await seedOnce();
console.log(`
  OneRing is at  ${server.url}

  Sign in with any e-mail address; the code is shown at ${server.url}/dev/outbox
  Two people are there already: mara@example.com and ilo@example.com
  Stop with Ctrl-C. The log is in .onering/server.log, your data stays in ${state.replace(`${ROOT}/`, "")}
`);

function readPort() {
  const given = Number(process.env.PORT ?? PORT_DEFAULT);
  if (Number.isInteger(given) && given > 0 && given < 65_536) return given;
  return stop(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
}

/** The whole log goes to a file; the terminal shows what needs a look. */
function keepLog(path) {
  const file = createWriteStream(join(ROOT, path));
  return (line) => {
    file.write(`${line}\n`);
    if (!line.startsWith('{"level":"info"')) console.error(line);
  };
}

/** Demo people and drafts, on the first run of a state folder. */
async function seedOnce() {
  const mark = join(state, "seeded");
  if (existsSync(mark)) return;
  const answer = await fetch(`${server.url}/dev/seed`, {
    method: "POST",
    headers: { origin: server.url, "content-type": "application/json", "idempotency-key": "first-run-seed" },
    body: "{}",
    signal: AbortSignal.timeout(SEED_MS_MAX),
  }).catch((error) => ({ ok: false, status: error.message }));
  if (answer.ok) writeFileSync(mark, new Date().toISOString());
  else
    console.warn(
      `The demo could not be seeded (${answer.status}); everything else works. Try: curl -X POST ${server.url}/dev/seed`,
    );
}

async function leave() {
  if (stopping) return;
  stopping = true;
  await server.stop();
  lock.release();
  process.exit(0);
}
