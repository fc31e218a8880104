import { inTurns, median } from "../lib/stats.mjs";
import { fill } from "./append.mjs";

export const LONG_SEGMENTS = 5_000;
export const SHORT_SEGMENTS = 50;
const ROUNDS = 9;
const OPENINGS = 10;

/** Milliseconds to open a long and a short draft: connect to welcome, and `GET /v1/drafts/:id`. */
export async function opening(ours) {
  const rooms = {};
  for (const [name, segments] of [
    ["long", LONG_SEGMENTS],
    ["short", SHORT_SEGMENTS],
  ]) {
    rooms[name] = await ours.room(1);
    const writer = await rooms[name].open(0);
    await fill({ writer }, segments);
    writer.close();
  }
  const socket = (name) => () =>
    times(async () => {
      const line = await rooms[name].open(0);
      return () => line.close();
    });
  const get = (name) => () =>
    times(async () => {
      await ours.owner.done("GET", `/v1/drafts/${rooms[name].id}`);
      return () => {};
    });
  return {
    welcome: await inTurns(ROUNDS, { long: socket("long"), short: socket("short") }),
    get: await inTurns(ROUNDS, { long: get("long"), short: get("short") }),
  };
}

async function times(open) {
  const taken = [];
  for (let count = 0; count < OPENINGS; count++) {
    const startedAt = performance.now();
    const close = await open();
    taken.push(performance.now() - startedAt);
    close();
  }
  return median(taken);
}
