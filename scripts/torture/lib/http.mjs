import { Agent, request } from "node:http";

const SOCKETS_MAX = 256;
const TRIES_MAX = 5;
export const TIMEOUT_MS = 20_000;

/** The answer never came: whether the request took effect is not known. */
export class Lost extends Error {}

/**
 * @typedef {object} Call
 * @property {string} method
 * @property {string} path
 * @property {unknown} [body] sent as JSON
 * @property {string | Uint8Array} [raw] sent as it is
 * @property {Record<string, string>} [headers]
 * @property {number} [timeoutMs] after this the connection is cut and the answer counts as lost
 *
 * @typedef {{ status: number, text: string, body: any, headers: import("node:http").IncomingHttpHeaders }} Answer
 */

/** HTTP against one origin, with kept connections. Plain `node:http`: cheap enough to share two cores with the server. */
export class Http {
  #agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX });

  /** @param {string} origin */
  constructor(origin) {
    this.origin = origin;
    const { hostname, port } = new URL(origin);
    this.where = { hostname, port };
  }

  /** @param {Call} call @returns {Promise<Answer>} */
  send({ method, path, body, raw, headers = {}, timeoutMs = TIMEOUT_MS }) {
    const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers };
    if (bytes !== undefined) sent["content-length"] = String(Buffer.byteLength(bytes));
    return new Promise((resolve, reject) => {
      const lost = (error) => reject(new Lost(error.message));
      const req = request({ ...this.where, method, path, headers: sent, agent: this.#agent }, (res) => {
        const parts = [];
        res.on("data", (part) => parts.push(part));
        res.once("error", lost);
        res.once("aborted", () => lost(new Error("aborted")));
        res.once("end", () => {
          clearTimeout(timer);
          resolve(answer(res, Buffer.concat(parts).toString("utf8")));
        });
      });
      const timer = setTimeout(() => req.destroy(new Error("timed out")), timeoutMs);
      req.once("error", (error) => {
        clearTimeout(timer);
        lost(error);
      });
      req.end(bytes);
    });
  }

  /**
   * The same for callers who don't care whether it happened twice. The runtime hangs up after an answer that left a
   * body unread, and a kept connection learns of that only with the next request.
   * @param {Call} call @returns {Promise<Answer>}
   */
  async sendAgain(call) {
    for (let tries = 1; ; tries++) {
      try {
        return await this.send(call);
      } catch (error) {
        if (tries === TRIES_MAX) throw error;
      }
    }
  }

  close() {
    this.#agent.destroy();
  }
}

function answer(res, text) {
  let body = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    // not JSON: the text is all there is
  }
  return { status: res.statusCode ?? 0, text, body, headers: res.headers };
}
