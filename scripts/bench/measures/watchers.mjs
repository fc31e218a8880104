import { setTimeout as sleep } from "node:timers/promises";
import { appendFrame } from "../lib/sides.mjs";
import { inTurns, median } from "../lib/stats.mjs";

export const WATCHERS = 100;
const ROUNDS = 15;
const APPENDS = 12;
const SETTLE_MS = 1_000;

/** Milliseconds from sending an append until the last of WATCHERS has it: a median a round. */
export async function lastWatcher(sides) {
  const rooms = {};
  for (const [name, side] of Object.entries(sides)) {
    const room = await side.room(WATCHERS);
    const writer = await room.open(0);
    const watchers = [];
    for (let index = 1; index <= WATCHERS; index++) watchers.push(await room.open(index));
    rooms[name] = { writer, watchers };
  }
  await sleep(SETTLE_MS);
  const run = (name) => async () => {
    const times = [];
    for (let count = 0; count < APPENDS; count++) times.push(await appendOnce(rooms[name]));
    return median(times);
  };
  const values = await inTurns(
    ROUNDS,
    Object.fromEntries(Object.keys(rooms).map((name) => [name, run(name)])),
  );
  for (const { writer, watchers } of Object.values(rooms))
    for (const line of [writer, ...watchers]) line.close();
  return values;
}

async function appendOnce({ writer, watchers }) {
  const startedAt = performance.now();
  const all = Promise.all(watchers.map((watcher) => watcher.until({ events: watcher.events + 1 })));
  const acked = writer.until({ acks: writer.acks + 1 });
  writer.send(appendFrame());
  await all;
  const time = performance.now() - startedAt;
  await acked;
  return time;
}
