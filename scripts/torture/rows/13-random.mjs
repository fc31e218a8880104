import { randomUUID } from "node:crypto";
import { allEvents, faultsOf, inParallel, newDraft } from "../lib/draft.mjs";
import { anyPart, anyText, anyValue, STACK } from "../lib/fuzz.mjs";
import { Lost } from "../lib/http.mjs";
import { operations } from "../lib/routes.mjs";
import { connected } from "../lib/writer.mjs";

const SIDE_BY_SIDE = 16;
const FRAME_MS_MAX = 10_000;
const QUERIES = ["after", "before", "limit", "at", "format", "tab", "q", "cursor", "now", "v"];
const TYPES = [
  "application/json",
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "multipart/form-data",
  "",
];
/** Ending one's own session would only make everything after it a 401. */
const LEFT_OUT = new Set(["endSession", "endOtherSessions", "joinLive"]);

/** Random bodies and frames: every one a clear answer, none a 5xx, none a stack trace. */
export default {
  number: 13,
  title: "random bodies and frames: 0 answers 5xx, 0 stack traces",
  scales: { full: { bodies: 10_000, frames: 10_000 }, small: { bodies: 250, frames: 250 } },
  async run({ world, rng, size }) {
    const [owner, ilo] = await world.people(2);
    const draftId = await newDraft(owner, [ilo]);
    const problems = [];
    const routes = (await operations(world)).filter(({ id }) => !LEFT_OUT.has(id));
    const statuses = new Map();
    await inParallel(size.bodies, SIDE_BY_SIDE, async () => {
      const call = anyCall(rng.fork(), rng.pick(routes), { owner, draftId });
      const answer = await world.http
        .sendAgain(call)
        .catch((error) => ({ status: 599, text: String(error) }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const bad = answer.status >= 500 || (answer.status >= 400 && STACK.test(answer.text));
      if (bad)
        problems.push(
          `${call.method} ${call.path.slice(0, 120)} answered ${answer.status}: ${answer.text.slice(0, 160)}; body ${String(call.raw).slice(0, 80)}`,
        );
    });
    const left = await newDraft(owner); // the random bodies may have ended the owner's membership in the first
    const closes = await frames(owner, left, rng, size.frames, problems);
    problems.push(...faultsOf(left, await allEvents(owner, left)));
    const tally = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
    return {
      count: `${size.bodies} bodies (${tally.join(", ")}), ${size.frames} frames (${closes} closed the socket)`,
      problems,
    };
  },
};

function anyCall(rng, { method, path, example }, { owner, draftId }) {
  const filled = path.replace(/\{\w+\}/g, () => anyPart(rng, draftId));
  const query = Array.from({ length: rng.int(3) }, () => `${rng.pick(QUERIES)}=${anyPart(rng, "5")}`).join(
    "&",
  );
  const headers = { ...(rng.chance(0.9) ? owner.auth : {}) };
  if (rng.chance(0.9)) headers["idempotency-key"] = rng.chance(0.9) ? randomUUID() : "k".repeat(rng.int(300));
  const type = rng.pick(TYPES);
  const hasBody = method !== "GET" && (example !== undefined || rng.chance(0.2));
  if (hasBody && type !== "") headers["content-type"] = type;
  const raw = hasBody ? anyText(rng, example ?? {}) : undefined;
  return { method, path: query === "" ? filled : `${filled}?${query}`, raw, headers };
}

const FRAMES = [
  { t: "hello", v: 1, lastSeq: 0 },
  { t: "append", key: "fuzz-key-0001", epoch: 1, text: "So it goes." },
  { t: "pass", key: "fuzz-key-0002", epoch: 1, to: "00000000-0000-7000-8000-000000000000" },
  { t: "comment", key: "fuzz-key-0003", kind: "comment", segmentSeq: null, text: "Well." },
  { t: "typing", on: true },
  { t: "read", seq: 1 },
  { t: "ping", seq: 1 },
];

/** Sends frames and, after each, something that must be answered: the object is still itself. Answers how often it hung up. */
async function frames(owner, draftId, rng, count, problems) {
  let closes = 0;
  await inParallel(4, 4, async (lane) => {
    let live = null;
    for (let n = lane; n < count; n += 4) {
      live = await connected(owner, draftId, live);
      const example = rng.pick(FRAMES);
      const frame = rng.chance(0.1)
        ? JSON.stringify(anyValue(rng))
        : anyText(rng, { ...example, key: randomUUID() });
      live.socket.send(frame);
      try {
        const key = randomUUID();
        const answer = await live.command(
          { t: "append", key, epoch: 999, text: "Still here?" },
          FRAME_MS_MAX,
        );
        if (answer.t !== "reject") problems.push(`an append at epoch 999 was answered ${answer.t}`);
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        if (!live.closed) problems.push(`no answer after ${String(frame).slice(0, 120)}`);
        if (live.closed && live.closeCode < 4000)
          problems.push(`closed with ${live.closeCode} after ${String(frame).slice(0, 120)}`);
        closes += 1;
        live.close();
      }
      const told = live.others.splice(0).find((message) => STACK.test(message.detail ?? ""));
      if (told) problems.push(`a frame was answered ${told.detail}`);
    }
    live?.close();
  });
  return closes;
}
