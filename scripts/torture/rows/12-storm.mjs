import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { allEvents, faultsOf, inParallel, newDraft } from "../lib/draft.mjs";
import { connected, writeOverSocket } from "../lib/writer.mjs";

const OPENING_AT_ONCE = 50;
const TABS_MAX = 20;
const CONVERGED_MS_MAX = 30_000;
const LOOK_EVERY_MS = 50;
const WRITING_MS = 1_500;

/** A thousand sockets come back at once after a kill, and everybody has everything. */
export default {
  number: 12,
  title: "reconnect storm of 1 000 sockets after a kill: converged within 30 s, no gaps",
  scales: { full: { sockets: 1_000, storms: 3 }, small: { sockets: 60, storms: 1 } },
  async run({ world, size }) {
    const [owner, ...others] = await world.people(1 + Math.ceil(size.sockets / TABS_MAX));
    const draftId = await newDraft(owner, others, "viewer");
    const problems = [];
    const tabs = Array.from({ length: size.sockets }, (_, index) => ({
      person: others[index % others.length],
      live: null,
      events: [],
    }));
    await openAll(tabs, draftId);
    const took = [];
    for (let storm = 0; storm < size.storms; storm++)
      took.push(await oneStorm(world, { owner, draftId, tabs, storm, problems }));
    const events = await allEvents(owner, draftId);
    problems.push(...faultsOf(draftId, events));
    for (const tab of tabs) {
      collect(tab, problems);
      const first = tab.events[0]?.seq ?? 0;
      const whole = tab.events.every(
        (event, at) => event.seq === first + at && event.id === events[event.seq - 1].id,
      );
      if (!whole || tab.events.at(-1)?.seq !== events.length)
        problems.push(
          `a socket holds ${tab.events.length} events to ${tab.events.at(-1)?.seq} of ${events.length}`,
        );
      tab.live.close();
    }
    const worst = Math.max(...took);
    if (worst > CONVERGED_MS_MAX) problems.push(`converged after ${worst} ms`);
    return {
      count: `${size.storms} × ${size.sockets} sockets, all converged at most ${worst} ms after the restart`,
      problems,
    };
  },
};

/** Writing goes on while the server is killed; answers ms from the restart until everybody has the newest event. */
async function oneStorm(world, { owner, draftId, tabs, storm, problems }) {
  let going = true;
  const acked = [];
  const writing = writeOverSocket({
    ...{ person: owner, draftId, epoch: 1, label: `storm ${storm} ${randomUUID()}`, acked, problems },
    more: () => going,
  });
  await sleep(WRITING_MS);
  const killing = world.restart();
  const down = Promise.all(tabs.map((tab) => tab.live.ended));
  await killing;
  const backAt = performance.now();
  await down;
  for (const tab of tabs) collect(tab, problems);
  const opening = openAll(tabs, draftId);
  await sleep(WRITING_MS);
  going = false;
  await Promise.all([opening, writing]);
  const newest = acked.at(-1)?.seq ?? 0;
  while (tabs.some((tab) => tab.live.seq < newest)) {
    if (performance.now() - backAt > 2 * CONVERGED_MS_MAX) {
      problems.push(`${tabs.filter((tab) => tab.live.seq < newest).length} sockets never converged`);
      break;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return Math.round(performance.now() - backAt);
}

async function openAll(tabs, draftId) {
  await inParallel(tabs.length, OPENING_AT_ONCE, async (index) => {
    tabs[index].live = await connected(tabs[index].person, draftId, tabs[index].live);
  });
}

/** Moves what a session received to its tab, which outlives it. */
function collect(tab, problems) {
  problems.push(...tab.live.gaps.splice(0));
  tab.events.push(...tab.live.events.splice(0));
}
