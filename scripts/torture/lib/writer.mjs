import { randomUUID } from "node:crypto";
import { Lost } from "./http.mjs";

const RECONNECT_MS = 50;
const RECONNECTS_MAX = 1_000;
/** Appends in flight on one socket. */
const WINDOW = 8;

/**
 * @typedef {object} Acked an append and what was said of it
 * @property {string} text
 * @property {number} seq
 *
 * @typedef {object} Writing
 * @property {import("./person.mjs").Person} person who holds the ring
 * @property {string} draftId
 * @property {number} epoch
 * @property {string} label begins every text of this writer
 * @property {(written: number) => boolean} more whether to go on
 * @property {Acked[]} acked filled in the order of sending
 * @property {string[]} problems
 */

/** Appends over HTTP, one after another; each is sent again with its key until it is answered. @param {Writing} writing */
export async function writeOverHttp({ person, draftId, epoch, label, more, acked, problems }) {
  for (let n = 0; more(acked.length); n++) {
    const text = `${label} ${n}`;
    const answer = await person.sure("POST", `/v1/drafts/${draftId}/segments`, { text, epoch });
    if (answer.status === 200) acked.push({ text, seq: answer.body.seq });
    else return void problems.push(`${text} was refused: ${answer.body?.code ?? answer.status}`);
  }
}

/** Appends over a socket, several in flight; what was not answered is sent again, in order. @param {Writing} writing */
export async function writeOverSocket({ person, draftId, epoch, label, more, acked, problems }) {
  let live = null;
  let waiting = [];
  for (let n = 0; waiting.length > 0 || more(acked.length); ) {
    for (; waiting.length < WINDOW; n++)
      waiting.push({ t: "append", key: randomUUID(), epoch, text: `${label} ${n}` });
    live = await connected(person, draftId, live);
    const answers = await Promise.allSettled(waiting.map((command) => live.command(command)));
    const rest = [];
    answers.forEach((answer, index) => {
      const command = waiting[index];
      if (answer.status === "rejected") rest.push(command);
      else if (answer.value.t === "ack") acked.push({ text: command.text, seq: answer.value.seq });
      else problems.push(`${command.text} was refused: ${answer.value.code}`);
    });
    if (rest.length > 0) live.close();
    waiting = rest;
    problems.push(...live.gaps.splice(0));
  }
  live?.close();
}

/** An open session: the one given, or a new one from where it ended, however often that takes. */
export async function connected(person, draftId, live) {
  for (let tries = 0; !live || live.closed; tries++) {
    await person.world.up();
    try {
      live = await person.live(draftId, live?.seq ?? 0);
    } catch (error) {
      if (!(error instanceof Lost) || tries === RECONNECTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  }
  return live;
}

/** What is wrong between what was acknowledged and what the log holds: lost, doubled, moved, out of order. */
export function compare(acked, events) {
  const problems = [];
  const seqOf = new Map();
  for (const event of events) {
    if (event.type !== "segment_appended") continue;
    const { text } = event.segment;
    if (seqOf.has(text)) problems.push(`doubled: ${text} at ${seqOf.get(text)} and ${event.seq}`);
    seqOf.set(text, event.seq);
  }
  let before = 0;
  for (const { text, seq } of acked) {
    if (!seqOf.has(text)) problems.push(`lost: ${text}`);
    else if (seqOf.get(text) !== seq)
      problems.push(`${text} was acknowledged at ${seq}, is at ${seqOf.get(text)}`);
    if (seq <= before) problems.push(`out of order: ${text} at ${seq}, after ${before}`);
    before = seq;
  }
  return problems;
}
