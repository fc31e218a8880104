import { setTimeout as sleep } from "node:timers/promises";
import { appendFrame } from "../lib/sides.mjs";
import { inTurns, median } from "../lib/stats.mjs";

const SEQUENTIAL_ROUNDS = 25;
const SEQUENTIAL_APPENDS = 60;
const PIPELINED_ROUNDS = 9;
const PIPELINED_APPENDS = 1_500;
/** Appends under way at once. */
const WINDOW = 64;
const SETTLE_MS = 500;

/**
 * One writer and one reader in a room on each side.
 * @param {Record<string, { room(readers?: number): Promise<any> }>} sides
 */
async function pairs(sides) {
  const made = {};
  for (const [name, side] of Object.entries(sides)) {
    const room = await side.room(1);
    made[name] = { writer: await room.open(0), reader: await room.open(1) };
  }
  await sleep(SETTLE_MS);
  return made;
}

function closeAll(made) {
  for (const { writer, reader } of Object.values(made)) {
    writer.close();
    reader.close();
  }
}

/** Milliseconds from sending an append to its ack, and to the other one seeing it: a median a round. */
export async function sequential(sides) {
  const made = await pairs(sides);
  const seen = Object.fromEntries(Object.keys(made).map((name) => [name, []]));
  const run = (name) => async () => {
    const acks = [];
    const views = [];
    for (let count = 0; count < SEQUENTIAL_APPENDS; count++) {
      const { acked, viewed } = await appendOnce(made[name]);
      acks.push(acked);
      views.push(viewed);
    }
    seen[name].push(median(views));
    return median(acks);
  };
  const acked = await inTurns(
    SEQUENTIAL_ROUNDS,
    Object.fromEntries(Object.keys(made).map((name) => [name, run(name)])),
  );
  closeAll(made);
  return { acked, seen };
}

async function appendOnce({ writer, reader }) {
  const startedAt = performance.now();
  const viewed = reader.until({ events: reader.events + 1 }).then(() => performance.now() - startedAt);
  const acked = writer.until({ acks: writer.acks + 1 }).then(() => performance.now() - startedAt);
  writer.send(appendFrame());
  return { acked: await acked, viewed: await viewed };
}

/** Appends a second with WINDOW of them under way at any time. */
export async function pipelined(sides) {
  const made = await pairs(sides);
  const rates = await inTurns(
    PIPELINED_ROUNDS,
    Object.fromEntries(Object.keys(made).map((name) => [name, () => fill(made[name], PIPELINED_APPENDS)])),
  );
  closeAll(made);
  return rates;
}

/** Sends `count` appends, WINDOW at a time; answers the rate a second until the last ack. */
export async function fill({ writer, reader }, count) {
  const startedAt = performance.now();
  const base = writer.acks;
  const viewed = reader?.until({ events: reader.events + count });
  const onMessage = () => {
    while (sent < count && sent - (writer.acks - base) < WINDOW) {
      sent += 1;
      writer.send(appendFrame());
    }
  };
  let sent = 0;
  writer.socket.on("message", onMessage);
  onMessage();
  await writer.until({ acks: base + count });
  const seconds = (performance.now() - startedAt) / 1000;
  writer.socket.off("message", onMessage);
  await viewed;
  return count / seconds;
}
