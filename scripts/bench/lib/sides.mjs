import { randomUUID } from "node:crypto";
import { inParallel, join, newDraft } from "../../torture/lib/draft.mjs";
import { Http } from "../../torture/lib/http.mjs";
import { Person } from "../../torture/lib/person.mjs";
import { Line } from "./socket.mjs";

const SIGN_UPS_AT_ONCE = 8;

/** 140 characters, the length of an ordinary segment. */
const TEXT =
  "The last train had already left when she found the second ticket, folded into the lining of a coat she had not worn since the spring of then";

/** The frame every side gets for one append: its own copy, with a key of its own. */
export function appendFrame() {
  return { t: "append", key: randomUUID(), epoch: 1, text: TEXT };
}

/** The built Worker, through its public doors only. */
export class OurSide {
  constructor(server) {
    this.world = { url: server.url, http: new Http(server.url), up: async () => {} };
  }

  /** @param {number} count */
  async signUp(count) {
    this.people = [];
    await inParallel(count, SIGN_UPS_AT_ONCE, async (index) => {
      this.people[index] = await Person.signUp(this.world);
    });
    [this.owner] = this.people;
  }

  /** A room with the owner and the first `readers` others; answers how to open a line into it. */
  async room(readers = 1) {
    const others = this.people.slice(1, 1 + readers);
    const id = await newDraft(this.owner);
    await inParallel(others.length, SIGN_UPS_AT_ONCE, (index) => join(id, this.owner, others[index]));
    return { id, open: (index = 0) => this.open(id, index) };
  }

  async open(id, index = 0) {
    const person = this.people[index];
    const line = await Line.open(`${this.world.url.replace("http", "ws")}/v1/drafts/${id}/live`, person.auth);
    line.pings = true;
    return line;
  }

  close() {
    this.world.http.close();
  }
}

/** Anything that speaks the bare protocol at a WebSocket address: the bare object, and the Node process. */
export class BareSide {
  /** @param {{ url: string }} server */
  constructor(server) {
    this.origin = server.url.replace("http", "ws");
  }

  async room() {
    const id = randomUUID();
    return { id, open: () => Line.open(`${this.origin}/${id}`) };
  }
}
