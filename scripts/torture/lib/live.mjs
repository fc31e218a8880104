import { WebSocket } from "ws";
import { Lost } from "./http.mjs";

const OPEN_MS_MAX = 20_000;
/** Who is silent for longer than twice this is taken for a ghost. */
const PING_EVERY_MS = 10_000;

/** A live session as a client keeps it: events in order, commands with their answers, a word on how it ended. */
export class Live {
  /** Every event received, in order of arrival. @type {any[]} */
  events = [];
  /** Seq of the newest event known. */
  seq = 0;
  /** Breaks in the numbering: there must be none. @type {string[]} */
  gaps = [];
  /** Frames that fit no waiting command, such as a reject with an empty key. @type {any[]} */
  others = [];
  welcome = null;
  closed = false;
  closeCode = 0;
  /** @type {Map<string, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /** @param {WebSocket} socket */
  constructor(socket, lastSeq) {
    this.socket = socket;
    this.seq = lastSeq;
    this.ended = new Promise((resolve) => socket.once("close", resolve));
    socket.on("message", (data) => this.#hear(JSON.parse(String(data))));
    socket.once("close", (code) => this.#end(code));
    socket.on("error", () => {}); // a close follows
    this.pinging = setInterval(() => this.#ping(), PING_EVERY_MS);
  }

  /** Connects, says hello, and resolves with the session once welcomed. */
  static open(origin, draftId, headers, lastSeq = 0) {
    const url = `${origin.replace("http", "ws")}/v1/drafts/${draftId}/live`;
    const socket = new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: OPEN_MS_MAX });
    const live = new Live(socket, lastSeq);
    return new Promise((resolve, reject) => {
      live.onWelcome = () => resolve(live);
      socket.once("unexpected-response", (_req, res) => {
        const why = `the live session was refused with ${res.statusCode}`;
        reject(res.statusCode >= 500 ? new Lost(why) : new Error(why));
        socket.terminate();
      });
      socket.once("close", () => reject(new Lost("closed before the welcome")));
      socket.once("open", () => socket.send(JSON.stringify({ t: "hello", v: 1, lastSeq })));
    });
  }

  /** Sends a command (with a key) and resolves with its `ack` or `reject`; `Lost` when the socket ends first. */
  command(message, timeoutMs = OPEN_MS_MAX) {
    if (this.closed) return Promise.reject(new Lost("closed"));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Lost("timed out")), timeoutMs);
      const settle = (run) => (value) => {
        clearTimeout(timer);
        run(value);
      };
      this.#waiting.set(message.key, { resolve: settle(resolve), reject: settle(reject) });
      this.socket.send(JSON.stringify(message));
    });
  }

  close() {
    this.socket.terminate();
  }

  #ping() {
    if (this.socket.readyState === WebSocket.OPEN && this.welcome)
      this.socket.send(JSON.stringify({ t: "ping", seq: this.seq }));
  }

  #hear(message) {
    if (message.t === "event") return this.#take(message.event);
    if (message.t === "ack" || (message.t === "reject" && this.#waiting.has(message.key))) {
      this.#waiting.get(message.key)?.resolve(message);
      this.#waiting.delete(message.key);
      return;
    }
    if (message.t === "pong" || message.t === "presence") return;
    if (message.t !== "welcome") return void this.others.push(message);
    this.welcome = message;
    if (message.snapshot) this.seq = message.snapshot.seq;
    for (const event of message.events) this.#take(event);
    this.onWelcome();
  }

  #take(event) {
    if (event.seq !== this.seq + 1) this.gaps.push(`${event.seq} came after ${this.seq}`);
    this.seq = event.seq;
    this.events.push(event);
    this.onEvent?.(event);
  }

  #end(code) {
    clearInterval(this.pinging);
    this.closed = true;
    this.closeCode = code;
    for (const { reject } of this.#waiting.values()) reject(new Lost("the socket ended"));
    this.#waiting.clear();
  }
}
