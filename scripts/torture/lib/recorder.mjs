import { randomUUID } from "node:crypto";
import { waitingIn } from "./history.mjs";
import { Lost } from "./http.mjs";

/** How long an impatient client waits before it gives up: often less than the server needs. */
const IMPATIENT_MS = 12;
const TRIES_MAX = 40;

/** One client among several: it calls over both doors, loses answers, tries again, and writes down what it saw. */
export class Recorder {
  /** @type {import("./history.mjs").Call[]} */
  calls = [];
  /** @type {import("./live.mjs").Live | null} */
  #live = null;

  /** @param {import("./person.mjs").Person} person @param {string} draftId @param {import("./rng.mjs").Rng} rng */
  constructor(person, draftId, rng) {
    Object.assign(this, { person, draftId, rng });
    this.actor = { id: person.id, handle: person.handle, name: person.name };
  }

  /** Does `count` things, guided by what it believes of the ring. @param {{ holderId: string, epoch: number }} belief */
  async play(count, members, belief) {
    for (let n = 0; n < count; n++) {
      const command = this.#choose(members, belief, n);
      await (command.t === "read" ? this.#read(belief) : this.#command(command, belief));
    }
    this.#live?.close();
  }

  #choose(members, belief, n) {
    const { rng, person } = this;
    const key = randomUUID();
    const epoch = rng.chance(0.9) ? belief.epoch : Math.max(1, belief.epoch - 1);
    const dice = rng.next();
    if (dice < 0.15) return { t: "read" };
    if (belief.holderId === person.id || dice > 0.85) {
      if (rng.chance(0.55)) return { t: "append", key, epoch, text: `${key} ${n}` };
      return { t: "pass", key, epoch, to: rng.pick(members).id };
    }
    if (dice < 0.6) return { t: "request", key };
    return dice < 0.7 ? { t: "withdraw", key } : { t: "recall", key };
  }

  async #command(command, belief) {
    const call = {
      actor: this.actor,
      command,
      invokedAt: performance.now(),
      answeredAt: Infinity,
      outcome: null,
    };
    this.calls.push(call);
    const gaveUp = this.rng.chance(0.1) ? 0 : TRIES_MAX;
    for (let tries = 0; tries <= gaveUp; tries++) {
      try {
        const outcome = await this.#send(
          command,
          tries === 0 && this.rng.chance(0.2) ? IMPATIENT_MS : undefined,
        );
        this.#settle(call, outcome, tries);
        if (outcome.facts)
          Object.assign(belief, { holderId: outcome.facts.holderId, epoch: outcome.facts.epoch });
        return;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        await this.person.world.up();
      }
    }
  }

  /** A refusal after a lost try says nothing of the lost one, which may still arrive: that one stays unknown. */
  #settle(call, outcome, lostTries) {
    if (outcome.code !== undefined && lostTries > 0) this.calls.push({ ...call });
    call.answeredAt = performance.now();
    call.outcome = outcome.code === undefined ? { seq: outcome.seq } : { code: outcome.code };
  }

  /** Over one of the two doors. @returns {Promise<{ seq?: number, code?: string, facts?: any }>} */
  async #send(command, timeoutMs) {
    if (this.rng.chance(0.5)) {
      if (!this.#live || this.#live.closed) this.#live = await this.person.live(this.draftId);
      const answer = await this.#live.command(command, timeoutMs);
      return answer.t === "ack" ? { seq: answer.seq } : { code: answer.code };
    }
    const { t, key, ...body } = command;
    const [method, path] = DOORS[t];
    const sent = Object.keys(body).length > 0 ? body : undefined;
    const answer = await this.person.call(method, `/v1/drafts/${this.draftId}/${path}`, sent, {
      key,
      timeoutMs,
    });
    if (answer.status >= 500) throw new Lost(`answered ${answer.status}`);
    return answer.status === 200
      ? { seq: answer.body.seq }
      : { code: answer.body?.code, facts: answer.body?.facts };
  }

  async #read(belief) {
    const invokedAt = performance.now();
    try {
      const { status, body } = await this.person.call("GET", `/v1/drafts/${this.draftId}`);
      if (status !== 200) return;
      const { seq, ring, requests } = body.view;
      const view = { seq, holderId: ring.holderId, epoch: ring.epoch, waiting: waitingIn({ requests }) };
      Object.assign(belief, { holderId: ring.holderId, epoch: ring.epoch });
      const call = { actor: this.actor, command: { t: "read" }, invokedAt, answeredAt: performance.now() };
      this.calls.push({ ...call, outcome: { view } });
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      await this.person.world.up();
    }
  }
}

const DOORS = {
  append: ["POST", "segments"],
  pass: ["POST", "ring/pass"],
  request: ["POST", "ring/requests"],
  withdraw: ["DELETE", "ring/requests"],
  recall: ["POST", "ring/recall"],
};
