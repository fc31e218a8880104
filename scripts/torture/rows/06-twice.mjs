import { randomUUID } from "node:crypto";
import { mutations } from "../lib/routes.mjs";
import { SCENARIOS } from "../lib/twice.mjs";

/** PUT and DELETE repeat by nature: a note tells when it was last saved, a session that has ended is not there. */
const MAY_DIFFER = new Set(["putNote"]);
const MAY_BE_GONE = { endSession: "session_not_found" };

/** Every mutation sent twice at once, with one key, has one effect. */
export default {
  number: 6,
  title: "every mutation sent twice concurrently has one effect",
  scales: { full: { rounds: 20, copiesEach: 4 }, small: { rounds: 1, copiesEach: 2 } },
  async run({ world, size }) {
    const [owner, ilo, noor] = await world.people(3);
    const problems = [];
    const routes = await mutations(world);
    let tried = 0;
    for (const { id } of routes)
      if (!SCENARIOS[id]) problems.push(`${id} is in no scenario: add it to lib/twice.mjs`);
    for (let round = 0; round < size.rounds; round++)
      for (const { id } of routes) {
        if (!SCENARIOS[id]) continue;
        tried += 1;
        const fault = await sendTogether(
          await SCENARIOS[id]({ world, owner, ilo, noor }),
          size.copiesEach,
          id,
        );
        if (fault) problems.push(`${id}: ${fault}`);
      }
    return { count: `${routes.length} routes, ${tried} times ${size.copiesEach} at once`, problems };
  },
};

/** What was wrong, or null. */
async function sendTogether({ send, effects, between, expected = 1 }, copies, id) {
  const key = randomUUID();
  const before = await effects();
  const answers = await Promise.all(Array.from({ length: copies }, () => send(key)));
  const after = await effects();
  await between?.();
  answers.push(await send(key));
  if (!between && (await effects()) !== after) return "sent once more, it has another effect";
  const told = answers.map(({ status, body }) => `${status} ${body?.code ?? ""}`.trim()).join(", ");
  if (after - before !== expected) return `${after - before} effects instead of ${expected} (${told})`;
  const good = answers.filter(({ status }) => status < 300);
  const early = answers.filter(({ body }) => {
    return body?.code === "idempotency_in_flight" || (body?.code && body.code === MAY_BE_GONE[id]);
  });
  if (good.length === 0 || good.length + early.length !== answers.length) return `answered ${told}`;
  const bodies = new Set(good.map(({ body }) => JSON.stringify({ ...body, replayed: undefined })));
  if (bodies.size > 1 && !MAY_DIFFER.has(id)) return `the same key was answered in ${bodies.size} ways`;
  return null;
}
