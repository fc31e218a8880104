import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { apiRoutes } from "./api.ts";
import { parseConfig } from "./env.ts";
import type { LogFields } from "./kernel/log.ts";
import type { Route } from "./kernel/route.ts";
import { type Caller, call, createEdge, good, join, makeDraft, signIn } from "./test.fixture.ts";

/** Row 17 of the reliability table: secrets are planted, then looked for wherever they must not be. */

const METRICS_TOKEN = "canary-metrics-token";
const TEXT = "canary-segment-text";
const NOTE = "canary-private-note";
const logged: string[] = [];
const write = (event: string, fields?: LogFields) => {
  logged.push(JSON.stringify({ event, ...fields }));
};
const config = parseConfig({ ENVIRONMENT: "test", METRICS_TOKEN });
const send = createEdge({ config, log: { info: write, error: write } });

/** Answers by who asked, with headers. */
const answers: Record<"mara" | "ilo" | "stranger" | "anonymous", string[]> = {
  mara: [],
  ilo: [],
  stranger: [],
  anonymous: [],
};
/** Pictures are searched too, byte by byte. */
const latin1 = new TextDecoder("latin1");
let mara: Caller;
let ilo: Caller;
let inviteToken: string;

async function readEverything(
  who: keyof typeof answers,
  caller: Caller | null,
  draftId: string,
): Promise<void> {
  const routes: readonly Route[] = apiRoutes;
  const gets = routes
    .filter(({ spec }) => spec.method === "get" && spec.id !== "joinLive")
    .map(({ spec }) => spec.path);
  for (const path of [...gets, "/healthz", "/readyz", "/openapi.json", "/docs", "/v1/nothing"]) {
    const url = path
      .replace(/:token/, inviteToken)
      .replace(/:file(\{[^}]*\})?/, `${draftId}.png`)
      .replace(/:\w+(\{[^}]*\})?/g, draftId);
    for (const query of ["", "?at=3", "?format=json"]) {
      const response = await call(send, "GET", url + query, { caller });
      const headers = JSON.stringify([...response.headers]);
      answers[who].push(`${url} ${headers} ${latin1.decode(await response.arrayBuffer())}`);
    }
  }
}

beforeAll(async () => {
  mara = await signIn(send, "canary-mara");
  ilo = await signIn(send, "canary-ilo");
  const stranger = await signIn(send, "stranger");
  const id = await makeDraft(send, mara, TEXT);
  await join(send, id, mara, ilo, "writer");
  await good(call(send, "PATCH", `/v1/drafts/${id}/settings`, { caller: mara, body: { sharing: true } }));
  await good(call(send, "PUT", `/v1/drafts/${id}/note`, { caller: mara, body: { text: NOTE } }));
  const invited = await good<{ url: string }>(
    call(send, "POST", `/v1/drafts/${id}/invites`, {
      caller: mara,
      body: { role: "viewer", boundTo: { email: "canary-bound@example.com" } },
    }),
  );
  inviteToken = invited.url.slice(invited.url.lastIndexOf("/") + 1);
  await good(call(send, "POST", `/v1/drafts/${id}/shares`, {}));
  // Broken requests are logged as well.
  await call(send, "POST", "/v1/auth/sessions", { body: { code: "canary-code", attempt: "canary-attempt" } });
  await call(send, "POST", `/v1/drafts/${id}/segments`, { caller: ilo, body: { text: TEXT, epoch: 99 } });
  for (const [who, caller] of [
    ["mara", mara],
    ["ilo", ilo],
    ["stranger", stranger],
    ["anonymous", null],
  ] as const)
    await readEverything(who, caller, id);
});

/** Invite tokens start with the draft's id, which is no secret: what follows is. */
const secretOf = (token: string) => token.slice(token.indexOf(".") + 1);

test("promise 8, no secret leaves: no log line holds a secret, an address or anything that somebody wrote", () => {
  expect(logged.length).toBeGreaterThan(50);
  const text = logged.join("\n");
  for (const canary of [
    mara.token,
    ilo.token,
    secretOf(inviteToken),
    METRICS_TOKEN,
    TEXT,
    NOTE,
    "canary-",
    "Letters from",
  ])
    expect(text).not.toContain(canary);
});

test("nobody is shown what belongs to somebody else", () => {
  for (const who of ["ilo", "stranger", "anonymous"] as const) {
    const text = answers[who].join("\n");
    for (const canary of [mara.token, mara.user.email ?? "", NOTE, METRICS_TOKEN, "canary-bound"])
      expect(text, who).not.toContain(canary);
  }
  for (const who of ["stranger", "anonymous"] as const)
    expect(answers[who].join("\n"), who).not.toContain(TEXT);
  expect(answers.ilo.join("\n")).toContain(TEXT);
  expect(answers.mara.join("\n")).toContain(NOTE);
});

test("an invite's link is in no answer but the one that made it", () => {
  for (const text of Object.values(answers)
    .flat()
    .filter((answer) => !answer.startsWith("/v1/invites/")))
    expect(text).not.toContain(secretOf(inviteToken));
});

test("the database holds hashes of secrets, and no text outside the draft's own object", async () => {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name != 'dev_outbox'",
  ).all<{ name: string }>();
  expect(tables.results.length).toBeGreaterThan(5);
  for (const { name } of tables.results) {
    const rows = JSON.stringify((await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results);
    for (const canary of [
      mara.token,
      ilo.token,
      secretOf(inviteToken),
      TEXT,
      NOTE,
      METRICS_TOKEN,
      "canary-bound",
    ])
      expect(rows, name).not.toContain(canary);
  }
});
