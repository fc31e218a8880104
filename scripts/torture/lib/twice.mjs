import { randomUUID } from "node:crypto";
import { Browser } from "./browser.mjs";
import { allEvents, invite, newDraft } from "./draft.mjs";
import { Person, readCode } from "./person.mjs";

/**
 * @typedef {object} Twice what to send twice at once, and how to see what came of it
 * @property {(key: string) => Promise<import("./http.mjs").Answer>} send
 * @property {() => Promise<number>} effects how much has happened so far
 * @property {number} [expected] by how much that grows; 1 unless named
 * @property {() => Promise<unknown>} [between] the world moves on before the key is sent once more; the answer must not
 */

/** A draft and a request on it; every event the draft gets is counted. */
function onDraft(arrange) {
  return async (cast) => {
    const { owner, ilo } = cast;
    const draftId = await newDraft(owner, [ilo]);
    const made = await arrange({ ...cast, draftId, at: `/v1/drafts/${draftId}` });
    const { by = owner, method, path, body, expected = 1 } = made;
    return {
      send: (key) => by.call(method, `/v1/drafts/${draftId}${path}`, body, { key }),
      effects: async () => (await allEvents(owner, draftId)).length,
      expected,
    };
  };
}

const append = ({ owner, at }, text = "The train leaves at nine.") =>
  owner.done("POST", `${at}/segments`, { text, epoch: 1 });

const comment = async ({ ilo, at }) => {
  const body = { kind: "suggestion", segmentSeq: null, text: "It leaves at ten." };
  await ilo.done("POST", `${at}/comments`, body);
  const { comments } = await ilo.done("GET", `${at}/comments`);
  return comments[0].id;
};

const anInvite = async ({ owner, at }) => (await owner.done("POST", `${at}/invites`, { role: "writer" })).id;

/** By operation id. A mutation that is not here fails the row. @type {Record<string, (cast: any) => Promise<Twice>>} */
export const SCENARIOS = {
  appendSegment: onDraft(async () => ({
    method: "POST",
    path: "/segments",
    body: { text: "Once.", epoch: 1 },
  })),
  addComment: onDraft(async () => ({
    ...{ method: "POST", path: "/comments" },
    body: { kind: "comment", segmentSeq: null, text: "Once." },
  })),
  acceptSuggestion: onDraft(async (cast) => ({
    ...{ method: "PUT", path: `/comments/${await comment(cast)}/acceptance`, body: { epoch: 1 } },
    expected: 2, // the segment, and the suggestion settled
  })),
  restoreSegment: onDraft(async (cast) => ({
    ...{ method: "POST", path: "/restorations" },
    body: { seq: (await append(cast)).seq, epoch: 1 },
  })),
  dismissComment: onDraft(async (cast) => ({
    method: "PUT",
    path: `/comments/${await comment(cast)}/dismissal`,
  })),
  passRing: onDraft(async ({ ilo }) => ({
    method: "POST",
    path: "/ring/pass",
    body: { to: ilo.id, epoch: 1 },
  })),
  recallRing: onDraft(async ({ owner, ilo, at }) => {
    await owner.done("POST", `${at}/ring/pass`, { to: ilo.id, epoch: 1 });
    return { method: "POST", path: "/ring/recall" };
  }),
  requestRing: onDraft(async ({ ilo }) => ({ by: ilo, method: "POST", path: "/ring/requests" })),
  withdrawRequest: onDraft(async ({ ilo, at }) => {
    await ilo.done("POST", `${at}/ring/requests`);
    return { by: ilo, method: "DELETE", path: "/ring/requests" };
  }),
  renameDraft: onDraft(async () => ({ method: "PUT", path: "/title", body: { title: "Once" } })),
  changeSettings: onDraft(async () => ({ method: "PATCH", path: "/settings", body: { sharing: true } })),
  archiveDraft: onDraft(async () => ({ method: "PUT", path: "/archive" })),
  restoreDraft: onDraft(async ({ owner, at }) => {
    await owner.done("PUT", `${at}/archive`);
    return { method: "DELETE", path: "/archive" };
  }),
  publishDraft: onDraft(async (cast) => {
    await append(cast);
    return { method: "PUT", path: "/publication" };
  }),
  changeRole: onDraft(async ({ ilo }) => ({
    method: "PUT",
    path: `/members/${ilo.id}/role`,
    body: { role: "viewer" },
  })),
  removeMember: onDraft(async ({ ilo }) => ({ method: "DELETE", path: `/members/${ilo.id}` })),
  leaveDraft: onDraft(async ({ ilo }) => ({ by: ilo, method: "DELETE", path: "/membership" })),
  createInvite: onDraft(async () => ({ method: "POST", path: "/invites", body: { role: "viewer" } })),
  revokeInvite: onDraft(async (cast) => ({ method: "DELETE", path: `/invites/${await anInvite(cast)}` })),
  resendInvite: onDraft(async (cast) => ({ method: "POST", path: `/invites/${await anInvite(cast)}/links` })),
  redeemInvite: async ({ world, owner }) => {
    const draftId = await newDraft(owner);
    const token = await invite(draftId, owner);
    const newcomer = await Person.signUp(world);
    const send = (key) => newcomer.call("POST", `/v1/invites/${token}`, undefined, { key });
    const handle = `moved_${randomUUID().slice(0, 8)}`;
    const between = () => newcomer.done("PATCH", "/v1/me", { handle });
    return { send, between, effects: async () => (await allEvents(owner, draftId)).length };
  },
  createDraft: async ({ owner }) => ({
    send: (key) => owner.call("POST", "/v1/drafts", { title: "Twice", platform: "x" }, { key }),
    effects: () => countDrafts(owner),
  }),
  forkDraft: async (cast) => {
    const draftId = await newDraft(cast.owner);
    const { seq } = await append({ ...cast, at: `/v1/drafts/${draftId}` });
    const send = (key) => cast.owner.call("POST", `/v1/drafts/${draftId}/forks`, { seq }, { key });
    const between = () => cast.owner.done("PUT", `/v1/drafts/${draftId}/title`, { title: "Renamed" });
    return { send, between, effects: () => countDrafts(cast.owner) };
  },
  putNote: async ({ owner }) => {
    const path = `/v1/drafts/${await newDraft(owner)}/note`;
    const send = (key) => owner.call("PUT", path, { text: "Once." }, { key });
    return { send, effects: async () => ((await owner.done("GET", path)).text === "Once." ? 1 : 0) };
  },
  shareDraft: async ({ owner }) => {
    const path = `/v1/drafts/${await newDraft(owner)}`;
    const shares = async () => (await owner.done("GET", `${path}/analytics`)).shares;
    return { send: (key) => owner.call("POST", `${path}/shares`, undefined, { key }), effects: shares };
  },
  updateMe: async ({ noor }) => {
    const displayName = `Noor ${randomUUID().slice(0, 8)}`;
    const named = async () => ((await noor.done("GET", "/v1/me")).displayName === displayName ? 1 : 0);
    return { send: (key) => noor.call("PATCH", "/v1/me", { displayName }, { key }), effects: named };
  },
  verifyProof: async ({ world }) => {
    const call = { method: "POST", path: "/v1/proofs/verify", body: { draftId: randomUUID(), segments: [] } };
    const headers = { origin: world.url };
    return { send: () => world.http.send({ ...call, headers }), effects: async () => 0, expected: 0 };
  },
  askForCode: async ({ world }) => {
    const email = `twice-${randomUUID()}@example.com`;
    const headers = { origin: world.url };
    const ask = { method: "POST", path: "/v1/auth/codes", body: { email, client: "api" } };
    const send = (key) => world.http.send({ ...ask, headers: { ...headers, "idempotency-key": key } });
    const outbox = { method: "GET", path: `/dev/outbox.json?to=${encodeURIComponent(email)}` };
    return { send, effects: async () => (await world.http.send(outbox)).body.items.length };
  },
  signIn: async ({ world }) => {
    const email = `twice-${randomUUID()}@example.com`;
    const browser = new Browser(world);
    await browser.call("POST", "/v1/auth/codes", { email });
    const code = await readCode(world, email);
    let signedIn = null;
    const send = async (key) => {
      const answer = await browser.call("POST", "/v1/auth/sessions", { code }, { key });
      if (answer.status === 201) signedIn = browser;
      return answer;
    };
    const effects = async () =>
      signedIn ? (await signedIn.call("GET", "/v1/auth/sessions")).body.items.length : 0;
    return { send, effects };
  },
  endSession: async ({ world }) => twoSessions(world, (other) => `/v1/auth/sessions/${other}`),
  endOtherSessions: async ({ world }) => twoSessions(world, () => "/v1/auth/sessions"),
  mintTokens: async ({ world }) => {
    const browser = await Browser.signIn(world);
    const send = (key) => browser.call("POST", "/v1/auth/tokens", {}, { key });
    return { send, effects: async () => (await browser.call("GET", "/v1/auth/sessions")).body.items.length };
  },
  refreshTokens: async ({ world }) => {
    const person = await Person.signUp(world);
    const { refreshToken } = person.tokens;
    let next = 0;
    const send = async (key) => {
      const headers = { origin: world.url, "idempotency-key": key };
      const call = { method: "POST", path: "/v1/auth/tokens/refresh", body: { refreshToken } };
      const answer = await world.http.send({ ...call, headers });
      if (answer.status !== 201) return answer;
      next += 1;
      person.token = answer.body.accessToken;
      return answer;
    };
    // One family, still alive: a second use with another key would have ended it.
    const alive = async () => (await person.call("GET", "/v1/me")).status === 200;
    return { send, effects: async () => (next > 0 && (await alive()) ? 1 : 0) };
  },
};

async function countDrafts(person) {
  let count = 0;
  let cursor = "";
  for (let page = 0; page < 100; page++) {
    const { items, nextCursor } = await person.done("GET", `/v1/drafts?limit=100${cursor}`);
    count += items.length;
    if (nextCursor === null) return count;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
  throw new Error("too many drafts to count");
}

/** A browser with a second session to end; effects count the sessions that are gone. */
async function twoSessions(world, pathOf) {
  const browser = await Browser.signIn(world);
  const minted = await browser.call("POST", "/v1/auth/tokens", {});
  const path = pathOf(minted.body.sessionId);
  const send = (key) => browser.call("DELETE", path, undefined, { key });
  return {
    send,
    effects: async () => 2 - (await browser.call("GET", "/v1/auth/sessions")).body.items.length,
  };
}
