import { setTimeout as sleep } from "node:timers/promises";
import { allEvents, inParallel, newDraft } from "../lib/draft.mjs";
import { inDatabasesWith } from "../lib/files.mjs";
import { writeOverSocket } from "../lib/writer.mjs";

const DRAFTS = 4;
const UP_MS_MIN = 300;
const UP_MS_SPREAD = 1_500;
const SETTLE_MS_MAX = 60_000;
const LOOK_EVERY_MS = 300;

/** Every event reaches D1 once, despite kills between D1 and the cursor, and despite shipping everything again. */
export default {
  number: 8,
  title: "every event reaches D1 once, despite kills, drops, duplicates",
  scales: { full: { events: 50_000, kills: 30 }, small: { events: 400, kills: 1 } },
  async run({ world, rng, size }) {
    const people = await world.people(DRAFTS);
    const problems = [];
    const drafts = [];
    for (const person of people) drafts.push({ person, draftId: await newDraft(person), acked: [] });
    const share = Math.ceil(size.events / DRAFTS);
    let killing = true;
    const writing = drafts.map((draft, index) =>
      writeOverSocket({
        ...draft,
        epoch: 1,
        label: `fact ${index}`,
        problems,
        more: (n) => n < share || killing,
      }),
    );
    let rewound = 0;
    for (let kills = 0; kills < size.kills; kills++) {
      await sleep(UP_MS_MIN + rng.int(UP_MS_SPREAD));
      await world.restart(async () => {
        rewound += rewind(world.persist, rng);
      });
    }
    killing = false;
    await Promise.all(writing);
    const logs = new Map();
    await inParallel(drafts.length, drafts.length, async (index) => {
      const { person, draftId } = drafts[index];
      logs.set(draftId, await allEvents(person, draftId));
    });
    await shipped(world, drafts, logs);
    await world.restart(async () => void problems.push(...compareWithD1(world.persist, logs)));
    const count = [...logs.values()].reduce((sum, events) => sum + events.length, 0);
    return {
      count: `${count} events, ${size.kills + 1} kills, ${rewound} drafts made to ship again`,
      problems,
    };
  },
};

/** Sets the cursor of some drafts back, as if D1 had answered and the object had died before writing that down. */
function rewind(folder, rng) {
  const done = inDatabasesWith(folder, "cursor", (db) => {
    if (rng.chance(0.5)) return 0;
    const row = db.prepare("SELECT seq FROM cursor WHERE name = 'shipped'").get();
    if (!row) return 0;
    db.prepare("UPDATE cursor SET seq = ? WHERE name = 'shipped'").run(rng.int(Number(row.seq) + 1));
    return 1;
  });
  return done.reduce((sum, one) => sum + one, 0);
}

/** Waits until the index, which is written in the same batch as the facts, has caught up. */
async function shipped(world, drafts, logs) {
  const until = Date.now() + SETTLE_MS_MAX;
  for (const { person, draftId } of drafts)
    for (;;) {
      const { items } = await person.done("GET", "/v1/drafts?limit=100");
      const segments = logs.get(draftId).filter((event) => event.type === "segment_appended").length;
      if (items.find((item) => item.id === draftId)?.segmentCount === segments) break;
      if (Date.now() > until) throw new Error(`the index of ${draftId} did not catch up`);
      await sleep(LOOK_EVERY_MS);
    }
  await sleep(LOOK_EVERY_MS);
  await world.up();
}

function compareWithD1(folder, logs) {
  const problems = [];
  const found = inDatabasesWith(folder, "draft_index", (db) => {
    for (const [draftId, events] of logs) {
      const rows = db.prepare("SELECT id, occurred_at AS at FROM events WHERE subject_id = ?").all(draftId);
      const inD1 = new Map(rows.map((row) => [row.id, row.at]));
      if (rows.length !== inD1.size) problems.push(`${draftId}: ${rows.length - inD1.size} doubled in D1`);
      for (const event of events)
        if (inD1.get(event.id) !== event.at)
          problems.push(`${draftId}: event ${event.seq} is not in D1 as it happened`);
      if (inD1.size > events.length)
        problems.push(`${draftId}: D1 has ${inD1.size - events.length} facts too many`);
    }
    return 1;
  });
  if (found.length !== 1) problems.push(`${found.length} databases look like D1`);
  return problems;
}
