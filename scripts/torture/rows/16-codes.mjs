import { randomUUID } from "node:crypto";
import { Browser } from "../lib/browser.mjs";
import { inParallel } from "../lib/draft.mjs";
import { readCode } from "../lib/person.mjs";

const GUESSES = 60;
const TRIES_MAX = 5;
/** Of one address from one network in an hour. */
const SENDS_MAX = 5;
const SIDE_BY_SIDE = 4;

/** One-time codes: five guesses however they come, used once, in their own browser, silent about who has an account. */
export default {
  number: 16,
  title: "one-time codes: parallel guesses, replay, other browser, enumeration",
  scales: { full: { rounds: 200 }, small: { rounds: 1 } },
  async run({ world, rng, size }) {
    const problems = [];
    const cases = { guessing, lucky, replay, otherBrowser, enumeration, sending };
    await inParallel(size.rounds, SIDE_BY_SIDE, async () => {
      for (const [name, check] of Object.entries(cases))
        for (const fault of await check(world, rng.fork())) problems.push(`${name}: ${fault}`);
    });
    return {
      count: `${size.rounds} rounds of ${Object.keys(cases).length} attacks, ${GUESSES} guesses at once`,
      problems,
    };
  },
};

const newEmail = () => `code-${randomUUID()}@example.com`;

async function asked(world, email = newEmail()) {
  const browser = new Browser(world);
  const answer = await browser.call("POST", "/v1/auth/codes", { email });
  return { browser, email, answer, code: answer.status === 202 ? await readCode(world, email) : null };
}

const guess = (browser, code, key) => browser.call("POST", "/v1/auth/sessions", { code }, { key });
const other = (code, by) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const wrongOnes = (code) => Array.from({ length: GUESSES }, (_, index) => other(code, index + 1));

/** Wrong guesses at once: five are looked at, and then the right one is too late. */
async function guessing(world) {
  const { browser, code } = await asked(world);
  const answers = await Promise.all(wrongOnes(code).map((wrong) => guess(browser, wrong)));
  const compared = answers.filter(({ body }) => body?.facts?.triesLeft !== undefined).length;
  const late = await guess(browser, code);
  return [
    ...(compared === TRIES_MAX ? [] : [`${compared} guesses were compared`]),
    ...answers.filter(({ status }) => status !== 401).map(({ status }) => `a wrong guess got ${status}`),
    ...(late.status === 401 ? [] : [`the right code after five wrong ones got ${late.status}`]),
  ];
}

/** The right one among many at once opens at most one session. */
async function lucky(world, rng) {
  const { browser, code } = await asked(world);
  const guesses = wrongOnes(code);
  for (let copies = 0; copies < 3; copies++) guesses[rng.int(guesses.length)] = code;
  const answers = await Promise.all(guesses.map((one) => guess(browser, one)));
  const won = answers.filter(({ status }) => status === 201).length;
  return won <= 1 ? [] : [`${won} sessions from one code`];
}

/** Used once: the same key gets the same session again, any other gets none. */
async function replay(world) {
  const { browser, code } = await asked(world);
  const key = randomUUID();
  const first = await guess(browser, code, key);
  const again = await guess(browser, code, key);
  const stolen = await guess(browser, code);
  const same = first.status === 201 && again.status === 201 && first.body.sessionId === again.body.sessionId;
  return [
    ...(same ? [] : [`the same key got ${first.status}, then ${again.status}`]),
    ...(stolen.status === 401 ? [] : [`a used code with a new key got ${stolen.status}`]),
  ];
}

/** Bound to the browser that asked. */
async function otherBrowser(world) {
  const { code, email } = await asked(world);
  const stranger = await asked(world);
  const nobody = new Browser(world);
  const tries = [await guess(stranger.browser, code), await guess(nobody, code)];
  tries.push(await nobody.call("POST", "/v1/auth/sessions", { code, email }));
  tries.push(await stranger.browser.call("POST", "/v1/auth/sessions", { code, email }));
  tries.push(await nobody.call("POST", "/v1/auth/sessions", { code, email, attempt: randomUUID() }));
  return tries.filter(({ status }) => status !== 401).map(({ status }) => `another browser got ${status}`);
}

/** Known and unknown addresses are answered alike, before and after. */
async function enumeration(world) {
  const known = await Browser.signIn(world);
  const answers = [await asked(world, known.email), await asked(world)];
  const looks = answers.map(({ answer }) =>
    JSON.stringify([answer.status, answer.body, headerNames(answer)]),
  );
  const wrong = await Promise.all(answers.map(({ browser, code }) => guess(browser, other(code, 1))));
  const refusals = wrong.map(({ status, body }) =>
    JSON.stringify([status, body.code, body.detail, body.facts]),
  );
  return [
    ...(looks[0] === looks[1] ? [] : [`asking differs: ${looks.join(" / ")}`]),
    ...(refusals[0] === refusals[1] ? [] : [`guessing differs: ${refusals.join(" / ")}`]),
  ];
}

const headerNames = ({ headers }) => Object.keys(headers).sort();

/** One network cannot have more mails sent to one address than the limit says, however many ask at once. */
async function sending(world) {
  const email = newEmail();
  const answers = await Promise.all(
    Array.from({ length: 4 * SENDS_MAX }, () => new Browser(world).call("POST", "/v1/auth/codes", { email })),
  );
  const sent = answers.filter(({ status }) => status === 202).length;
  const refused = answers.filter(({ status }) => status === 429).length;
  const exact = sent === SENDS_MAX && sent + refused === answers.length;
  return exact ? [] : [`${sent} mails to one address, ${refused} refusals of ${answers.length}`];
}
