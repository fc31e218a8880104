import { allEvents, faultsOf, inParallel, newDraft } from "../lib/draft.mjs";
import { check } from "../lib/history.mjs";
import { Recorder } from "../lib/recorder.mjs";

const PEOPLE = 4;
const CALLS_EACH = 8;
/** Histories at the same time, each on a draft of its own; every so many there is a kill in their midst. */
const SIDE_BY_SIDE = 12;
const BATCH = 60;

/** A draft's history is linearisable, over both doors, with lost answers and kills. */
export default {
  number: 3,
  title: "a draft's history is linearisable, over both doors, lost answers and kills included",
  scales: { full: { histories: 2_000 }, small: { histories: 16 } },
  async run({ world, rng, size }) {
    const people = await world.people(PEOPLE * 3);
    const problems = [];
    let calls = 0;
    let unknown = 0;
    for (let done = 0; done < size.histories; done += BATCH) {
      const count = Math.min(BATCH, size.histories - done);
      let left = count;
      const kill = rng.int(count);
      await inParallel(count, SIDE_BY_SIDE, async (index) => {
        const story = history(people, rng.fork());
        if (index === kill) await world.restart();
        const { draftId, events, from, recorded } = await story;
        calls += recorded.length;
        unknown += recorded.filter((call) => call.outcome === null).length;
        problems.push(...faultsOf(draftId, events), ...check(draftId, events, from, recorded));
        left -= 1;
      });
      if (left !== 0) problems.push(`${left} histories did not end`);
    }
    return {
      count: `${size.histories} histories, ${calls} calls, ${unknown} of them never answered`,
      problems,
    };
  },
};

/** Four to eight clients of four people on one draft. */
async function history(people, rng) {
  const start = rng.int(people.length - PEOPLE + 1);
  const members = people.slice(start, start + PEOPLE);
  const draftId = await newDraft(members[0], members.slice(1));
  if (rng.chance(0.3)) await settings(members[0], draftId, rng.pick(["round_robin", "least_recent"]));
  const from = (await allEvents(members[0], draftId)).length;
  const clients = Array.from(
    { length: PEOPLE + rng.int(PEOPLE + 1) },
    (_, index) => new Recorder(members[index % PEOPLE], draftId, rng.fork()),
  );
  const belief = { holderId: members[0].id, epoch: 1 };
  await Promise.all(clients.map((client) => client.play(CALLS_EACH, members, { ...belief })));
  const recorded = clients.flatMap((client) => client.calls);
  return { draftId, from, recorded, events: await allEvents(members[0], draftId) };
}

async function settings(owner, draftId, nextHolderRule) {
  await owner.done("PATCH", `/v1/drafts/${draftId}/settings`, { nextHolderRule });
}
