import { setTimeout as sleep } from "node:timers/promises";
import { allEvents, faultsOf, newDraft } from "../lib/draft.mjs";
import { compare, writeOverHttp, writeOverSocket } from "../lib/writer.mjs";

const DRAFTS = 3;
const UP_MS_MIN = 200;
const UP_MS_SPREAD = 900;
/** Kept below the segments a draft may hold. */
const ACKS_PER_CLIENT_MAX = 9_000;

/** Acknowledged segments survive kill −9 of the runtime, in order, once. */
export default {
  number: 1,
  title: "acknowledged segments survive kill -9, in order, once",
  scales: { full: { kills: 200, acks: 20_000 }, small: { kills: 1, acks: 200 } },
  async run({ world, rng, size }) {
    const people = await world.people(DRAFTS);
    const problems = [];
    let killing = true;
    const total = () => clients.reduce((sum, client) => sum + client.acked.length, 0);
    const clients = [];
    const drafts = [];
    for (const [index, person] of people.entries()) {
      const draftId = await newDraft(person);
      drafts.push({ draftId, person });
      const more = (written) => (killing || total() < size.acks) && written < ACKS_PER_CLIENT_MAX;
      const writing = { person, draftId, epoch: 1, more, problems };
      clients.push({ ...writing, write: writeOverHttp, label: `http ${index}`, acked: [] });
      clients.push({ ...writing, write: writeOverSocket, label: `socket ${index}`, acked: [] });
    }
    const writing = Promise.all(clients.map((client) => client.write(client)));
    for (let kills = 0; kills < size.kills; kills++) {
      await sleep(UP_MS_MIN + rng.int(UP_MS_SPREAD));
      await world.restart();
    }
    killing = false;
    await writing;
    await world.restart();
    for (const { draftId, person } of drafts) {
      const events = await allEvents(person, draftId);
      problems.push(...faultsOf(draftId, events));
      for (const client of clients)
        if (client.draftId === draftId) problems.push(...compare(client.acked, events));
      const segments = events.filter((event) => event.type === "segment_appended").length;
      const acked = clients.reduce((sum, one) => sum + (one.draftId === draftId ? one.acked.length : 0), 0);
      if (segments !== acked)
        problems.push(`${draftId} holds ${segments} segments, ${acked} were acknowledged`);
    }
    return { count: `${size.kills + 1} kills, ${total()} acknowledged`, problems };
  },
};
