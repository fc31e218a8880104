import { randomUUID } from "node:crypto";
import { HocuspocusProvider } from "@hocuspocus/provider";
import { Doc } from "yjs";
import { appendFrame } from "../lib/sides.mjs";
import { inTurns, median } from "../lib/stats.mjs";

const ROUNDS = 9;
const APPENDS = 60;
const OPEN_MS_MAX = 20_000;

/**
 * Milliseconds from a segment being pushed into a shared array to the other one having it. There is no ack to
 * wait for: what arrives is what counts.
 */
export async function hocuspocus(url) {
  const name = randomUUID();
  const writer = await join(url, name);
  const reader = await join(url, name);
  const values = await inTurns(ROUNDS, {
    seen: async () => {
      const times = [];
      for (let count = 0; count < APPENDS; count++)
        times.push(await appendOnce(writer.segments, reader.segments));
      return median(times);
    },
  });
  writer.provider.destroy();
  reader.provider.destroy();
  return values.seen;
}

async function join(url, name) {
  const document = new Doc();
  const provider = new HocuspocusProvider({ url: url.replace("http", "ws"), name, document });
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Hocuspocus did not sync")), OPEN_MS_MAX);
    provider.on("synced", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return { provider, segments: document.getArray("segments") };
}

function appendOnce(mine, theirs) {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const seen = () => {
      theirs.unobserve(seen);
      resolve(performance.now() - startedAt);
    };
    theirs.observe(seen);
    mine.push([appendFrame().text]);
  });
}
