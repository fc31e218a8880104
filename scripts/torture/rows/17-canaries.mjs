import { randomBytes, randomUUID } from "node:crypto";
import { Browser } from "../lib/browser.mjs";
import { newDraft } from "../lib/draft.mjs";
import { everyRow } from "../lib/files.mjs";
import { Person, readCode } from "../lib/person.mjs";
import { bundle, hits } from "../lib/secrets.mjs";
import { METRICS_TOKEN } from "../lib/world.mjs";

/** Names of what only a server knows; none may be in what browsers download. */
const SERVER_ONLY = [
  "RESEND_API_KEY",
  "METRICS_TOKEN",
  "sign_in_codes",
  "binding_hash",
  "invite_links",
  "onering.invite.1",
];

/** Secrets that pass through the Worker are found again nowhere: not in answers, logs, database files, bundle. */
export default {
  number: 17,
  title: "canaries for every secret, scanned in answers, logs, bundle, database",
  scales: { full: { rounds: 20 }, small: { rounds: 1 } },
  async run({ world, size }) {
    const problems = [];
    const secrets = new Map([["the metrics token", new Set([METRICS_TOKEN])]]);
    const keep = (kind, value) => secrets.set(kind, (secrets.get(kind) ?? new Set()).add(value));
    let answers = 0;
    for (let round = 0; round < size.rounds; round++) {
      const { seen } = await liveALife(world, keep);
      answers += seen.length;
      for (const { who, text } of seen) problems.push(...hits(secrets, text, `an answer to ${who}`));
    }
    for (const line of world.log) problems.push(...hits(secrets, line, "the log"));
    let rows = 0;
    let mails = 0;
    await world.restart(async () => {
      for (const { table, text } of everyRow(world.persist)) {
        rows += 1;
        const allowed = ALLOWED[table] ?? [];
        if (table === "dev_outbox") mails += hits(secrets, text, table).length;
        problems.push(...hits(secrets, text, `the table ${table}`, allowed));
      }
    });
    if (mails === 0)
      problems.push("the scan did not find the codes in the outbox, where they are: it is blind");
    const files = bundle();
    for (const { name, text } of files) {
      problems.push(...hits(secrets, text, name));
      for (const word of SERVER_ONLY) if (text.includes(word)) problems.push(`${name} holds ${word}`);
    }
    const count = [...secrets.values()].reduce((sum, values) => sum + values.size, 0);
    return {
      count: `${count} secrets of ${secrets.size} kinds in ${answers} answers, ${world.log.length} log lines, ${rows} rows, ${files.length} bundled files`,
      problems: [...new Set(problems)],
    };
  },
};

/** Where a secret is at home: the development outbox holds mails, accounts hold addresses, a draft its own texts. */
const ALLOWED = {
  dev_outbox: ["a sign-in code", "an address"],
  users: ["an address"],
  sign_in_codes: ["an address"],
  notes: ["a private note"],
};

/** Lives a whole life with fresh secrets and keeps what others were answered. */
async function liveALife(world, keep) {
  const seen = [];
  const email = `canary-${randomBytes(9).toString("hex")}@example.com`;
  keep("an address", email);
  const browser = new Browser(world);
  const keys = Array.from({ length: 3 }, () => `canary-key-${randomUUID()}`);
  for (const key of keys) keep("a key of sign-in", key);
  await browser.call("POST", "/v1/auth/codes", { email }, { key: keys[0] });
  const code = await readCode(world, email);
  keep("a sign-in code", code);
  const signedIn = await browser.call("POST", "/v1/auth/sessions", { code }, { key: keys[1] });
  browser.user = signedIn.body.user;
  for (const pair of browser.cookie.split("; ")) keep("a cookie", pair.slice(pair.indexOf("=") + 1));
  const minted = await browser.call("POST", "/v1/auth/tokens", {}, { key: keys[2] });
  const { accessToken, refreshToken } = minted.body.tokens;
  const refreshed = await browser.call("POST", "/v1/auth/tokens/refresh", { refreshToken });
  for (const token of [accessToken, refreshed.body.accessToken]) keep("an access token", token);
  for (const token of [refreshToken, refreshed.body.refreshToken]) keep("a refresh token", token);

  const owner = browser.asPerson();
  const other = await Person.signUp(world);
  const draftId = await newDraft(owner);
  const note = `a private note ${randomUUID()}`;
  keep("a private note", note);
  await owner.done("PUT", `/v1/drafts/${draftId}/note`, { text: note });
  const made = await owner.done("POST", `/v1/drafts/${draftId}/invites`, { boundTo: { email: other.email } });
  const again = await owner.done("POST", `/v1/drafts/${draftId}/invites/${made.id}/links`);
  for (const { url } of [made, again]) keep("an invite's link", url.slice(url.lastIndexOf(".") + 1));
  const token = again.url.slice(again.url.lastIndexOf("/") + 1);
  keep("an address", other.email);
  keep("an access token", other.token);
  seen.push({ who: "a link preview", text: await look(world, `/v1/invites/${token}`) });
  await other.done("POST", `/v1/invites/${token}`);
  await owner.done("POST", `/v1/drafts/${draftId}/segments`, { text: "Nothing secret here.", epoch: 1 });

  const reads = ["", "/segments", "/comments", "/events?limit=100", "/history?at=2", "/invites", "/proof"];
  const paths = [...reads, "/export?format=md", "/export?format=json", "/analytics", "/note", "/share-card"];
  for (const path of paths) {
    const answer = await other.call("GET", `/v1/drafts/${draftId}${path}`);
    seen.push({ who: "another member", text: JSON.stringify(answer.headers) + answer.text });
    seen.push({ who: "nobody", text: await look(world, `/v1/drafts/${draftId}${path}`) });
  }
  const live = await other.live(draftId);
  seen.push({ who: "a live session", text: JSON.stringify([live.welcome, live.events]) });
  live.close();
  for (const path of [
    "/metrics",
    "/healthz",
    "/readyz",
    "/docs",
    "/openapi.json",
    `/d/${draftId}`,
    "/drafts",
  ])
    seen.push({ who: "nobody", text: await look(world, path) });
  const lists = [
    await browser.call("GET", "/v1/auth/sessions"),
    await owner.call("GET", `/v1/drafts/${draftId}/invites`),
  ];
  for (const { text } of lists) seen.push({ who: "its owner, later", text });
  return { seen: seen.map(({ who, text }) => ({ who, text: text.replaceAll(`/invites/${token}`, "") })) };
}

async function look(world, path) {
  const answer = await world.http.send({ method: "GET", path });
  return JSON.stringify(answer.headers) + answer.text;
}
