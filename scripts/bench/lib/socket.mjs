import { WebSocket } from "ws";

const OPEN_MS_MAX = 20_000;
const ANSWER_MS_MAX = 60_000;
const PING_EVERY_MS = 5_000;
/** A reader that falls silent for thousands of events would be taken for one that does not read. */
const PING_EVERY_EVENTS = 1_000;

/**
 * The least a client can do, the same for every side of a comparison: sends frames, counts acks and events by the
 * first letters of a frame. Nothing but the welcome is parsed.
 */
export class Line {
  acks = 0;
  events = 0;
  /** Seq of the snapshot in the welcome. */
  #from = 0;
  #wanted = [];

  /** @param {string} url @param {Record<string, string>} [headers] */
  constructor(url, headers = {}) {
    this.socket = new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: OPEN_MS_MAX });
    this.socket.on("message", (data) => this.#hear(data));
    this.socket.on("error", () => {}); // a close follows, and whoever waits runs into the time limit
  }

  /** Opens, says hello, resolves once welcomed. */
  static async open(url, headers) {
    const line = new Line(url, headers);
    await new Promise((resolve, reject) => {
      line.welcomed = resolve;
      line.socket.once("open", () => line.socket.send('{"t":"hello","v":1,"lastSeq":0}'));
      line.socket.once("close", (code) => reject(new Error(`${url} closed with ${code} before the welcome`)));
    });
    line.timer = setInterval(() => line.ping(), PING_EVERY_MS).unref();
    return line;
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  /** Says how far this end has read, on sides that want to hear it. */
  ping() {
    if (this.pings) this.send({ t: "ping", seq: this.#from + this.events });
  }

  /** Resolves once so many acks and events were received in all. */
  until({ acks = 0, events = 0 }) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`waited for ${acks} acks, ${events} events; got ${this.acks}, ${this.events}`)),
        ANSWER_MS_MAX,
      );
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#wanted.push({ acks, events, done });
      this.#check();
    });
  }

  close() {
    clearInterval(this.timer);
    this.socket.terminate();
  }

  #hear(data) {
    const kind = data[6]; // {"t":"ack"…, {"t":"event"…, {"t":"welcome"…, {"t":"reject"…
    if (kind === 97) this.acks += 1;
    else if (kind === 101) {
      this.events += 1;
      if (this.events % PING_EVERY_EVENTS === 0) this.ping();
    } else if (kind === 119) {
      this.#from = JSON.parse(data).snapshot?.seq ?? 0;
      this.welcomed();
    } else if (kind === 114) throw new Error(`refused: ${data}`);
    this.#check();
  }

  #check() {
    for (const wanted of this.#wanted)
      if (this.acks >= wanted.acks && this.events >= wanted.events) {
        this.#wanted.splice(this.#wanted.indexOf(wanted), 1);
        wanted.done();
        return;
      }
  }
}
