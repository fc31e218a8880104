import { fork } from "node:child_process";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./prepare.mjs";

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 10_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} persist folder of the state: D1, Durable Objects
 * @property {number} [port] 0 takes a free one
 * @property {Record<string, string>} [env] text bindings over those of wrangler.toml; ENVIRONMENT is "development" unless named
 * @property {boolean} [devVars] whether `.dev.vars` counts; only `npm start` wants it
 * @property {boolean} [ticker] whether cron triggers fire each minute
 * @property {boolean} [migrate] whether D1 migrations are applied first
 * @property {string} [dist] folder of the bundled Worker
 * @property {string} [config] a wrangler.toml
 * @property {boolean} [verbose]
 * @property {"inherit" | "ignore" | number} [output] where the runtime's console goes; a number is an open file
 * @property {(line: string) => void} [onLine] takes each line of the console instead
 *
 * @typedef {object} Server
 * @property {string} url origin, without a slash at the end
 * @property {number} pid of the process that runs Miniflare
 * @property {number} runtimePid of workerd
 * @property {import("node:child_process").ChildProcess} child
 * @property {Promise<number | null>} exited resolves with the exit code once the process is gone
 * @property {() => Promise<void>} stop ends it in order
 * @property {() => Promise<void>} kill SIGKILL for the runtime and its keeper at once, as when the power goes
 */

/**
 * Starts the built Worker (`dist/`) on 127.0.0.1 in a process of its own and waits until it answers.
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { onLine, output = onLine ? "pipe" : "inherit", env = {}, ...rest } = options;
  const child = fork(join(ROOT, "scripts/lib/worker-process.mjs"), [], {
    cwd: ROOT,
    stdio: ["ignore", output, output, "ipc"],
    detached: true, // its own group: Ctrl-C in the terminal is ours to pass on
  });
  for (const stream of onLine ? [child.stdout, child.stderr] : []) {
    createInterface({ input: stream }).on("line", onLine);
  }
  const exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  child.send({
    port: 0,
    dist: join(ROOT, "dist"),
    config: join(ROOT, "wrangler.toml"),
    devVars: false,
    ticker: false,
    migrate: true,
    verbose: false,
    ...rest,
    env: { ENVIRONMENT: "development", ...env },
  });
  const { url, runtimePid } = await firstMessage(child);
  return {
    url,
    pid: child.pid,
    runtimePid,
    child,
    exited,
    stop: () => stopChild(child, exited),
    kill: () => killChild(child, runtimePid, exited, Number(new URL(url).port)),
  };
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<{url: string, runtimePid: number}>} */
function firstMessage(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => fail(`did not answer within ${START_MS_MAX} ms`)),
      START_MS_MAX,
    );
    const settle = (then) => {
      clearTimeout(timer);
      child.removeAllListeners("message");
      child.removeListener("exit", onExit);
      then();
    };
    const fail = (why) => {
      child.kill("SIGKILL");
      reject(new Error(`The Worker did not start: ${why}`));
    };
    const onExit = (code) => settle(() => fail(`its process ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) =>
      settle(() => ("failed" in message ? fail(message.failed) : resolve(message))),
    );
  });
}

async function stopChild(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.send("stop");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
  await exited;
  clearTimeout(timer);
}

async function killChild(child, runtimePid, exited, port) {
  for (const pid of [runtimePid, child.pid]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // already gone
    }
  }
  await exited;
  // The runtime is not our child: its port tells when it is gone, so that the next one can have it.
  for (const end = Date.now() + STOP_MS_MAX; Date.now() < end && (await isTaken(port)); ) await sleep(20);
}

/** Whether something on 127.0.0.1 accepts connections at this port. */
export function isTaken(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** A port that was free a moment ago. For servers that must come back at the same address. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
