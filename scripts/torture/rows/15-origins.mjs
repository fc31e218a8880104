import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { Browser } from "../lib/browser.mjs";
import { allEvents, newDraft } from "../lib/draft.mjs";
import { mutations } from "../lib/routes.mjs";

const NO_ID = "00000000-0000-7000-8000-000000000000";

/** A cookie alone changes nothing and opens nothing: the Origin must be ours, character by character. */
export default {
  number: 15,
  title: "bad, absent, null and suffix-trick Origins: 0 upgrades, 0 changes",
  scales: { full: { rounds: 5, originsEach: 22 }, small: { rounds: 1, originsEach: 2 } },
  async run({ world, rng, size }) {
    const problems = [];
    const browser = await Browser.signIn(world);
    const person = browser.asPerson();
    const draftId = await newDraft(person);
    const before = await snapshot(person, draftId);
    const tricks = badOrigins(world.url);
    let tried = 0;
    const routes = await mutations(world);
    const cheat = (origin) => ({ cookie: browser.cookie, ...(origin === undefined ? {} : { origin }) });
    for (let round = 0; round < size.rounds; round++) {
      for (const { id, method, path, example } of routes)
        for (const origin of shuffled(tricks, rng).slice(0, size.originsEach)) {
          tried += 1;
          const at = path
            .replace("{id}", id === "endSession" ? "current" : draftId)
            .replace(/\{\w+\}/g, NO_ID);
          const sent = { ...cheat(origin), "idempotency-key": randomUUID() };
          const answer = await world.http.sendAgain({ method, path: at, body: example, headers: sent });
          if (answer.status !== 403 || answer.body?.code !== "origin_refused")
            problems.push(`${method} ${path} from ${origin}: ${answer.status} ${answer.body?.code}`);
        }
      for (const origin of tricks) {
        tried += 1;
        const opened = await upgrade(world.url, draftId, cheat(origin));
        if (opened !== 403) problems.push(`the live session from ${origin}: ${opened}`);
      }
    }
    const after = await snapshot(person, draftId);
    if (after !== before) problems.push(`something changed: ${before} became ${after}`);
    const ours = await upgrade(world.url, draftId, { cookie: browser.cookie, origin: world.url });
    if (ours !== 101) problems.push(`our own Origin was refused: ${ours}`);
    return { count: `${tried} tries from ${tricks.length} Origins, 0 upgrades, 0 changes`, problems };
  },
};

/** The list in some order. */
function shuffled(list, rng) {
  return list
    .map((item) => ({ item, order: rng.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

function badOrigins(url) {
  const { host, hostname, port } = new URL(url);
  return [
    ...[undefined, "null", "", "https://evil.example", `https://${host}`, `http://${hostname}`],
    ...[`http://${host}.evil.example`, `http://evil.example/${host}`, `http://${host}@evil.example`],
    ...[`http://evil-${host}`, `http://x.${host}`, `${url}/`, `${url} `.trim().toUpperCase(), `${url}.`],
    ...[`http://localhost:${port}`, `http://${hostname}:${Number(port) + 1}`, `${url}, ${url}`, `${url}%00`],
    ...["file://", "chrome-extension://abcdef", `http://[::1]:${port}`, `http://evil.example#${url}`],
  ];
}

/** Everything of this person that a forged request could have changed. */
async function snapshot(person, draftId) {
  const [me, list, events, sessions] = [
    await person.done("GET", "/v1/me"),
    await person.done("GET", "/v1/drafts?limit=100"),
    await allEvents(person, draftId),
    await person.done("GET", "/v1/auth/sessions"),
  ];
  return JSON.stringify([
    me,
    list.items.map((item) => item.id),
    events.length,
    sessions.items.map(({ id }) => id),
  ]);
}

/** Status of a WebSocket handshake: 101 when it was accepted. */
function upgrade(url, draftId, headers) {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/v1/drafts/${draftId}/live`, { headers });
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
    socket.once("open", () => {
      resolve(101);
      socket.terminate();
    });
    socket.on("error", (error) => resolve(error.message));
  });
}
