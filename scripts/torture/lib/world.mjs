import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startServer } from "../../lib/server.mjs";
import { Http } from "./http.mjs";
import { Person } from "./person.mjs";

/** Wide enough that only the rules under test refuse anything. */
export const LEASE_MS = 1_500;
export const METRICS_TOKEN = "canary-metrics-token-5f1d2c";
const ENV = {
  ENVIRONMENT: "test", // every answer is checked against its own schema
  SOCKET_COMMANDS_MAX: "1000000",
  SOCKETS_PER_DRAFT_MAX: "2500",
  DEV_LEASE_MS: String(LEASE_MS),
  METRICS_TOKEN,
};
const LOG_LINES_MAX = 400_000;

/** The built Worker on a folder of its own: started, killed, started again at will. Its console is kept. */
export class World {
  /** Lines of the runtime's console, newest last. @type {string[]} */
  log = [];
  kills = 0;
  /** @type {Person[]} */
  #people = [];
  #server = null;
  #http = null;
  /** @type {Promise<void>} */
  #up = Promise.resolve();

  /** @param {{ port?: number, dist?: string, config?: string }} options */
  constructor(options = {}) {
    this.options = options;
    this.persist = mkdtempSync(join(tmpdir(), "onering-torture-"));
  }

  get url() {
    return this.#server.url;
  }

  get http() {
    return this.#http;
  }

  /** Resolves once the server is there: clients that lost it wait here. */
  up() {
    return this.#up;
  }

  async start() {
    this.#server = await startServer({
      ...this.options,
      persist: this.persist,
      env: ENV,
      output: "pipe",
      migrate: this.kills === 0,
    });
    for (const stream of [this.#server.child.stdout, this.#server.child.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        if (this.log.length < LOG_LINES_MAX) this.log.push(line);
      });
    this.#http?.close();
    this.#http = new Http(this.#server.url);
  }

  /** SIGKILL of the runtime and its keeper; `offline` runs while nothing does; then the same state comes up again. */
  async restart(offline = async () => {}) {
    this.kills += 1;
    const again = async () => {
      await this.#server.kill();
      await offline();
      await this.start();
    };
    this.#up = again();
    await this.#up;
  }

  /** Brings the server back if a row before left it down. */
  async ensure() {
    const { child } = this.#server;
    if (child.exitCode !== null || child.signalCode !== null) await this.start();
  }

  async remove() {
    this.#http?.close();
    await this.#server?.stop();
    rmSync(this.persist, { recursive: true, force: true });
  }

  /** `count` signed-in people, the same ones for every row that asks. */
  async people(count) {
    const WIDTH = 10;
    while (this.#people.length < count) {
      const missing = Math.min(WIDTH, count - this.#people.length);
      const made = await Promise.all(Array.from({ length: missing }, () => Person.signUp(this)));
      this.#people.push(...made);
    }
    return this.#people.slice(0, count);
  }

  /** Bugs that the Worker logged since line `from`: there must be none. */
  bugs(from = 0) {
    return this.log
      .slice(from)
      .filter((line) => /"event":"bug"|Uncaught|"event":"outbox_not_shipped"/.test(line));
  }
}
