import { randomUUID } from "node:crypto";
import { allEvents, faultsOf, inParallel, invite, newDraft } from "../lib/draft.mjs";
import { readCode } from "../lib/person.mjs";

const RACERS = 100;
const LANES = 4;
const WRITERS = 5;

/** One winner among a hundred concurrent passes, redemptions, code verifications. */
export default {
  number: 2,
  title: "one winner among 100 concurrent passes / redemptions / code verifications",
  scales: { full: { rounds: 1_000, peopleEach: RACERS }, small: { rounds: 2, peopleEach: 12 } },
  async run({ world, rng, size }) {
    const people = await world.people(Math.max(size.peopleEach + 1, WRITERS * Math.min(LANES, size.rounds)));
    const problems = [];
    await passes(people, rng, size.rounds, problems);
    await redemptions(people.slice(0, size.peopleEach + 1), size.rounds, problems);
    await verifications(world, size.rounds, problems);
    return { count: `3 × ${size.rounds} rounds of ${RACERS}, exactly 1 each`, problems };
  },
};

/** In each lane a draft: whoever holds the ring passes it a hundred times at once, over both doors. */
async function passes(people, rng, rounds, problems) {
  const lanes = Math.min(LANES, rounds);
  await inParallel(lanes, lanes, async (lane) => {
    const dice = rng.fork();
    const writers = people.slice(lane * WRITERS, (lane + 1) * WRITERS);
    const draftId = await newDraft(writers[0], writers.slice(1));
    const lives = await Promise.all(writers.map((writer) => writer.live(draftId)));
    const share = Math.ceil(rounds / lanes);
    let holder = 0;
    for (let round = 0; round < share; round++) {
      const epoch = round + 1;
      const tries = Array.from({ length: RACERS }, (_, index) => {
        const to = writers[(holder + 1 + dice.int(writers.length - 1)) % writers.length].id;
        return { to, byHttp: index % 2 === 0 };
      });
      const answers = await Promise.all(
        tries.map(async ({ to, byHttp }) => {
          if (byHttp) {
            const answer = await writers[holder].sure("POST", `/v1/drafts/${draftId}/ring/pass`, {
              to,
              epoch,
            });
            return { to, won: answer.status === 200, code: answer.body?.code };
          }
          const answer = await lives[holder].command({ t: "pass", key: randomUUID(), epoch, to });
          return { to, won: answer.t === "ack", code: answer.code };
        }),
      );
      const winners = answers.filter((answer) => answer.won);
      if (winners.length !== 1) return void problems.push(`round ${round}: ${winners.length} passes won`);
      for (const { won, code } of answers)
        if (!won && code !== "ring_required") problems.push(`a pass that lost was told ${code}`);
      holder = writers.findIndex((writer) => writer.id === winners[0].to);
    }
    for (const live of lives) {
      problems.push(...live.gaps);
      live.close();
    }
    const events = await allEvents(writers[0], draftId);
    problems.push(...faultsOf(draftId, events));
    const moves = events.filter((event) => event.type === "ring_moved").length;
    if (moves !== share) problems.push(`${draftId}: ${moves} moves after ${share} rounds`);
  });
}

/** A hundred tries at one invite, by as many people or by fewer in several tabs. The winner leaves again, so that the next round is open to all. */
async function redemptions(people, rounds, problems) {
  const [owner, ...racers] = people;
  const draftId = await newDraft(owner);
  for (let round = 0; round < rounds; round++) {
    const token = await invite(draftId, owner);
    const tries = Array.from({ length: RACERS }, (_, index) => racers[index % racers.length]);
    const answers = await Promise.all(tries.map((racer) => racer.sure("POST", `/v1/invites/${token}`)));
    const winners = tries.filter((_, index) => answers[index].status === 200);
    if (winners.length !== 1) problems.push(`round ${round}: ${winners.length} redeemed one invite`);
    const others = new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body?.code));
    for (const code of others)
      if (code !== "invite_used" && code !== "already_member")
        problems.push(`a late redeemer was told ${code}`);
    for (const winner of winners) await winner.done("DELETE", `/v1/drafts/${draftId}/membership`);
  }
  problems.push(...faultsOf(draftId, await allEvents(owner, draftId)));
}

/** One right code, sent a hundred times at once with as many keys. */
async function verifications(world, rounds, problems) {
  await inParallel(rounds, LANES, async (round) => {
    const email = `race-${randomUUID()}@example.com`;
    const send = (path, body) =>
      world.http.sendAgain({
        method: "POST",
        path,
        body,
        headers: { origin: world.url, "idempotency-key": randomUUID() },
      });
    const { body: asked } = await send("/v1/auth/codes", { email, client: "api" });
    const body = { code: await readCode(world, email), attempt: asked.attempt };
    const answers = await Promise.all(Array.from({ length: RACERS }, () => send("/v1/auth/sessions", body)));
    const won = answers.filter(({ status }) => status === 201);
    if (won.length !== 1) problems.push(`round ${round}: one code opened ${won.length} sessions`);
    for (const { status, body: answer } of answers)
      if (status !== 201 && status !== 401)
        problems.push(`a late verification got ${status} ${answer?.code}`);
    const tokens = won[0]?.body?.tokens;
    if (tokens === undefined) return;
    const headers = { authorization: `Bearer ${tokens.accessToken}` };
    const { body: sessions } = await world.http.send({ method: "GET", path: "/v1/auth/sessions", headers });
    if (sessions?.items?.length !== 1)
      problems.push(`round ${round}: ${sessions?.items?.length} sessions exist`);
  });
}
