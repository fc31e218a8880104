import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { allEvents, faultsOf, inParallel, newDraft } from "../lib/draft.mjs";
import { Lost } from "../lib/http.mjs";
import { LEASE_MS } from "../lib/world.mjs";
import { connected } from "../lib/writer.mjs";

const SIDE_BY_SIDE = 25;
const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 40;
/** Rounds in which the holder, thought to be gone, comes back in the last moment. */
const COMEBACK_CHANCE = 0.3;

/** A vanished holder is replaced within lease + 5 s, and can write nothing any more. */
export default {
  number: 4,
  title: "a vanished holder is replaced within lease + 5 s; no stale-epoch write",
  scales: { full: { rounds: 1_000, kills: 5 }, small: { rounds: 12, kills: 1 } },
  async run({ world, rng, size }) {
    const drafts = Math.min(SIDE_BY_SIDE, Math.ceil(size.rounds / 2));
    const people = await world.people(3 * Math.min(drafts, 8));
    const seen = { problems: [], latest: 0, down: [], refused: 0 };
    const share = Math.ceil(size.rounds / drafts);
    const playing = inParallel(drafts, drafts, (index) => {
      const start = (index * 3) % people.length;
      return vanish(people.slice(start, start + 3), share, rng.fork(), seen);
    });
    for (let kills = 0; kills < size.kills; kills++) {
      await sleep(LEASE_MS * (1 + rng.next()));
      const from = Date.now();
      await world.restart();
      seen.down.push([from, Date.now()]);
    }
    await playing;
    const { problems, latest, refused } = seen;
    return {
      count: `${drafts * share} rounds, latest ${latest} ms after the lease of ${LEASE_MS} ms, ${refused} stale writes refused`,
      problems,
    };
  },
};

/** Two writers who let the ring lapse in turn, and one who watches. */
async function vanish([owner, ilo, watcher], rounds, rng, seen) {
  const draftId = await newDraft(owner, [ilo]);
  await owner.done("PATCH", `/v1/drafts/${draftId}/settings`, { lease: "10m" });
  await joinAsViewer(draftId, owner, watcher);
  let live = await connected(watcher, draftId, null);
  let [gone, next] = [owner, ilo];
  for (let round = 0; round < rounds; round++) {
    const { epoch, holderId } = await ringOf(watcher, draftId);
    if (holderId !== gone.id) {
      // A restart took longer than a lease: the ring has come back, and the other one counts as silent.
      [gone, next] = [next, gone];
      await next.call("POST", `/v1/drafts/${draftId}/ring/requests`);
    }
    const stale = () => append(gone, draftId, epoch, rng);
    if (rng.chance(COMEBACK_CHANCE)) {
      await sleep(rng.int(LEASE_MS));
      await Promise.all([stale(), stale()]);
    }
    const until = Date.now() + 60_000;
    while (!live.events.some((event) => event.type === "ring_moved" && event.epoch > epoch)) {
      if (Date.now() > until) return void seen.problems.push(`${draftId}: round ${round}: the ring stayed`);
      live = await resumed(watcher, draftId, live, seen);
      await sleep(LOOK_EVERY_MS);
    }
    // Neither who lost the ring nor who has it now can write at the epoch that is over.
    const answers = await Promise.all([stale(), stale(), append(next, draftId, epoch, rng)]);
    const refusals = ["ring_required", "ring_required", "ring_epoch_stale"];
    answers.forEach((answer, index) => {
      if (answer === refusals[index]) seen.refused += 1;
      else if (answer !== null) seen.problems.push(`${draftId}: a stale write was answered ${answer}`);
    });
    // Whoever let it lapse is passed over until heard of again.
    await gone.done("POST", `/v1/drafts/${draftId}/ring/requests`);
    [gone, next] = [next, gone];
  }
  live.close();
  const events = await allEvents(owner, draftId);
  seen.problems.push(...faultsOf(draftId, events), ...lateness(events, seen));
}

/** Goes on where the session ended; nothing may be missing in between. */
async function resumed(watcher, draftId, live, seen) {
  if (!live.closed) return live;
  const next = await connected(watcher, draftId, live);
  if (next === live) return live;
  seen.problems.push(...live.gaps);
  next.events.unshift(...live.events);
  return next;
}

async function ringOf(reader, draftId) {
  const { view } = await reader.done("GET", `/v1/drafts/${draftId}`);
  return view.ring;
}

/** The code it was refused with, "written", or null when nobody knows. */
async function append(person, draftId, epoch, rng) {
  const text = `late ${randomUUID()}`;
  try {
    const byHttp = rng.chance(0.5);
    if (!byHttp) {
      const live = await person.live(draftId);
      const answer = await live.command({ t: "append", key: randomUUID(), epoch, text });
      live.close();
      return answer.t === "ack" ? "written" : answer.code;
    }
    const answer = await person.call("POST", `/v1/drafts/${draftId}/segments`, { text, epoch });
    return answer.status === 200 ? "written" : (answer.body?.code ?? String(answer.status));
  } catch (error) {
    if (error instanceof Lost) return null;
    throw error;
  }
}

async function joinAsViewer(draftId, owner, watcher) {
  const { url } = await owner.done("POST", `/v1/drafts/${draftId}/invites`, { role: "viewer" });
  await watcher.done("POST", `/v1/invites/${url.slice(url.lastIndexOf("/") + 1)}`);
}

/** Every lapse came after its lease and, time without a server aside, at most GRACE_MS later. */
function lateness(events, seen) {
  const problems = [];
  let since = 0;
  for (const event of events) {
    if (event.type === "ring_moved" && event.reason === "lease_expired") {
      const due = since + LEASE_MS;
      const downFor = seen.down.reduce((sum, [from, to]) => sum + overlap(due, event.at, from, to), 0);
      const late = event.at - due - downFor;
      seen.latest = Math.max(seen.latest, late);
      if (event.at < due) problems.push(`event ${event.seq}: the ring moved ${due - event.at} ms early`);
      if (late > GRACE_MS) problems.push(`event ${event.seq}: the ring moved ${late} ms late`);
    }
    if (["ring_moved", "segment_appended", "settings_changed"].includes(event.type)) since = event.at;
  }
  return problems;
}

function overlap(a, b, from, to) {
  return Math.max(0, Math.min(b, to) - Math.max(a, from));
}
