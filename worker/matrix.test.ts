import { beforeAll, describe, expect, test } from "vitest";
import { apiRoutes } from "./api.ts";
import type { RouteId } from "./client.ts";
import { clientMessage, type ServerMessage } from "./features/room/protocol.ts";
import type { ErrorCode } from "./kernel/errors.ts";
import type { Route } from "./kernel/route.ts";
import { ACTORS, type Actor, createCast, type Scene } from "./matrix.fixture.ts";
import { call, createEdge, ORIGIN } from "./test.fixture.ts";

/** Row 14 of the reliability table: every route and socket verb × everybody who could try it. */

type Answer = "ok" | ErrorCode;
type Cells = Record<Actor, Answer>;
interface Row {
  cells: Cells;
  params?: (scene: Scene) => Record<string, string>;
  query?: string;
  body?: (scene: Scene, actor: Actor) => unknown;
  /** Brings the scene to where the row makes sense for this actor. */
  before?: (scene: Scene, actor: Actor) => Promise<void>;
  /** A good call leaves the draft as it was, or as the next call needs it. */
  keeps?: true;
}

const everybody = (answer: Answer): Cells =>
  Object.fromEntries(ACTORS.map((actor) => [actor, answer])) as Cells;
const signedIn = (answer: Answer = "ok"): Cells => ({ ...everybody(answer), anonymous: "unauthenticated" });
/** Members as given, the rest of the members `otherwise`; whoever is no member learns nothing. */
const members = (given: Partial<Cells>, otherwise: Answer = "ok"): Cells => ({
  ...everybody(otherwise),
  ...given,
  anonymous: "unauthenticated",
  stranger: "draft_not_found",
  exMember: "draft_not_found",
  admin: "draft_not_found",
});
const ownerOnly = members({ owner: "ok" }, "forbidden");
const holderOnly = members({ holder: "ok" }, "ring_required");

const comment = (scene: Scene) => ({ commentId: scene.suggestionId });
const anyId = () => crypto.randomUUID();

const ROWS: Record<RouteId, Row> = {
  askForCode: {
    keeps: true,
    cells: everybody("ok"),
    body: () => ({ email: `${anyId()}@example.com`, client: "api" }),
  },
  signIn: { cells: everybody("code_invalid"), body: () => ({ code: "000000", attempt: "no-such-attempt" }) },
  listSessions: { cells: signedIn() },
  endOtherSessions: { keeps: true, cells: signedIn() },
  endSession: { cells: signedIn("session_not_found"), params: () => ({ id: anyId() }) },
  // Only the app, by its cookie, makes tokens: a leaked one cannot multiply.
  mintTokens: { cells: signedIn("forbidden"), body: () => ({ label: "Script" }) },
  refreshTokens: { cells: everybody("token_invalid"), body: () => ({ refreshToken: "no-such-token" }) },
  getMe: { cells: signedIn() },
  updateMe: { keeps: true, cells: signedIn(), body: () => ({ displayName: "Somebody" }) },
  getProfile: { cells: everybody("not_found"), params: () => ({ handle: "nobody_here_0000" }) },

  createDraft: { keeps: true, cells: signedIn(), body: () => ({ title: "Night train", platform: "x" }) },
  listDrafts: { cells: signedIn() },
  getDraft: { cells: members({}) },
  listSegments: { cells: members({}) },
  listComments: { cells: members({}) },
  listEvents: { cells: members({}) },
  getHistory: { cells: members({}), query: "?at=2" },
  forkDraft: { keeps: true, cells: members({}), body: (scene) => ({ seq: scene.segmentSeq }) },
  exportDraft: { cells: members({}), query: "?format=json" },
  getProof: { cells: members({}) },
  verifyProof: {
    keeps: true,
    cells: everybody("ok"),
    body: (scene) => ({ draftId: scene.draftId, segments: [] }),
  },
  getNote: { cells: members({}) },
  putNote: { keeps: true, cells: members({}), body: () => ({ text: "Ask about the lamp." }) },
  joinLive: { cells: members({}) },

  appendSegment: { cells: holderOnly, body: () => ({ text: "The sea answers.", epoch: 2 }) },
  addComment: {
    keeps: true,
    cells: members({ viewer: "forbidden" }),
    body: (scene) => ({ kind: "comment", segmentSeq: scene.segmentSeq, text: "This line." }),
  },
  acceptSuggestion: { cells: holderOnly, params: comment, body: () => ({ epoch: 2 }) },
  restoreSegment: { cells: holderOnly, body: (scene) => ({ seq: scene.segmentSeq, epoch: 2 }) },
  dismissComment: {
    cells: members({ commenter: "ok", holder: "ok", owner: "ok" }, "forbidden"),
    params: comment,
  },
  passRing: { cells: holderOnly, body: (scene) => ({ to: scene.idOf("writer"), epoch: 2 }) },
  recallRing: { cells: ownerOnly },
  requestRing: {
    cells: members({ viewer: "not_a_writer", commenter: "not_a_writer", holder: "already_holder" }),
  },
  withdrawRequest: {
    cells: members({ writer: "ok", owner: "ok" }, "no_request"),
    before: async (scene, actor) => {
      if (actor === "writer" || actor === "owner") await scene.command(actor, { t: "request" });
    },
  },
  renameDraft: { cells: ownerOnly, body: () => ({ title: "Letters" }) },
  changeSettings: { cells: ownerOnly, body: () => ({ lease: "1h" }) },
  archiveDraft: { cells: ownerOnly },
  restoreDraft: { cells: ownerOnly, before: (scene) => scene.command("owner", { t: "archive" }) },
  publishDraft: { cells: ownerOnly },
  changeRole: {
    cells: ownerOnly,
    params: (scene) => ({ memberId: scene.idOf("commenter") }),
    body: () => ({ role: "writer" }),
  },
  removeMember: { cells: ownerOnly, params: (scene) => ({ memberId: scene.idOf("commenter") }) },
  leaveDraft: { cells: members({}) },

  createInvite: { keeps: true, cells: ownerOnly, body: () => ({ role: "viewer" }) },
  listInvites: { cells: members({}) },
  revokeInvite: { cells: ownerOnly, params: (scene) => ({ inviteId: scene.inviteId }) },
  resendInvite: { cells: ownerOnly, params: (scene) => ({ inviteId: scene.inviteId }) },
  peekInvite: { cells: everybody("ok"), params: (scene) => ({ token: scene.inviteToken }) },
  redeemInvite: {
    cells: { ...signedIn("already_member"), stranger: "ok", exMember: "ok", admin: "ok" },
    params: (scene) => ({ token: scene.inviteToken }),
  },

  getDraftAnalytics: { cells: members({}) },
  shareDraft: { keeps: true, cells: { ...members({}), anonymous: "draft_not_found" } },
  getInsights: { cells: members({}) },
  // A private draft answers with a neutral card, the same for everybody.
  getShareCard: { cells: everybody("ok") },
  getShareCardImage: { cells: everybody("ok"), params: (scene) => ({ file: `${scene.draftId}.png` }) },
};

/** Socket verbs are answered as the route that sends the same command; a verb of its own kind is for every member. */
const VERBS: Record<string, RouteId | "members"> = {
  append: "appendSegment",
  pass: "passRing",
  request: "requestRing",
  withdraw: "withdrawRequest",
  recall: "recallRing",
  comment: "addComment",
  accept: "acceptSuggestion",
  dismiss: "dismissComment",
  bring_back: "restoreSegment",
  hello: "members",
  typing: "members",
  read: "members",
  ping: "members",
};

const send = createEdge();
let newScene: () => Promise<Scene>;
beforeAll(async () => {
  newScene = await createCast(send);
});

const routes: readonly Route[] = apiRoutes;

test("the matrix holds every route and every socket verb, and nothing else", () => {
  expect(Object.keys(ROWS).sort()).toEqual(routes.map(({ spec }) => spec.id).sort());
  const verbs = clientMessage.def.options.map((option) => [...option.def.shape.t.def.values][0]);
  expect(Object.keys(VERBS).sort()).toEqual(verbs.sort());
});

async function answerOf(response: Response): Promise<Answer> {
  if (response.status === 101) response.webSocket?.accept();
  if (response.status === 101) response.webSocket?.close();
  if (response.ok || response.status === 101) return "ok";
  return (await response.json<{ code: ErrorCode }>()).code;
}

/** A scene that nothing has changed yet: rows that only read share one. */
let untouched: Scene | undefined;

describe("each route answers each actor as it should", () => {
  test.each(routes.map(({ spec }) => spec))("$id", async ({ id, method, path }) => {
    const row = ROWS[id as RouteId];
    const answers: Partial<Cells> = {};
    for (const actor of ACTORS) {
      const scene: Scene = untouched ?? (await newScene());
      untouched = undefined;
      await row.before?.(scene, actor);
      const params = { id: scene.draftId, ...row.params?.(scene) } as Record<string, string>;
      const url =
        path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => params[name] ?? "") + (row.query ?? "");
      const body = row.body?.(scene, actor);
      const headers: Record<string, string> = id === "joinLive" ? { upgrade: "websocket" } : {};
      const response = await call(send, method.toUpperCase(), url, {
        caller: scene.callerOf(actor),
        body,
        headers,
      });
      answers[actor] = await answerOf(response);
      expect(response.status, `${id} by ${actor}`).toBeLessThan(500);
      // A refused call changed nothing.
      if (!row.before && (!response.ok || method === "get" || row.keeps)) untouched = scene;
    }
    expect(answers).toEqual(row.cells);
  });
});

async function openSocket(scene: Scene, actor: Actor): Promise<WebSocket> {
  const token = scene.callerOf(actor)?.token ?? "";
  const response = await send(
    new Request(`${ORIGIN}/v1/drafts/${scene.draftId}/live`, {
      headers: { upgrade: "websocket", origin: ORIGIN, authorization: `Bearer ${token}` },
    }),
  );
  if (!response.webSocket) throw new Error(`no socket for ${actor}: ${response.status}`);
  response.webSocket.accept();
  return response.webSocket;
}

/** The answer to one frame; a ping after it marks the end of those that get none. */
async function tell(socket: WebSocket, frame: object): Promise<Answer> {
  return await new Promise((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.t === "reject") resolve(message.code as ErrorCode);
      if (message.t === "bye") resolve("forbidden");
      if (message.t === "ack" || message.t === "pong") resolve("ok");
    });
    socket.send(JSON.stringify(frame));
    socket.send(JSON.stringify({ t: "ping", seq: 0 }));
  });
}

function frameOf(verb: string, scene: Scene, actor: Actor, row: Row | undefined): object {
  if (verb === "hello") return { t: verb, v: 1, lastSeq: 0 };
  if (verb === "typing") return { t: verb, on: true };
  if (verb === "read") return { t: verb, seq: 1 };
  if (row === undefined) return { t: verb };
  return {
    t: verb,
    key: crypto.randomUUID(),
    ...row.params?.(scene),
    ...(row.body?.(scene, actor) as object),
  };
}

describe("each socket verb answers each member as it should", () => {
  test.each(Object.entries(VERBS))("%s", async (verb, rowId) => {
    const row = rowId === "members" ? undefined : ROWS[rowId];
    const cells = row?.cells ?? members({});
    const inside = ACTORS.filter((actor) => members({})[actor] === "ok");
    const answers: Partial<Cells> = {};
    for (const actor of inside) {
      const scene: Scene = (row === undefined && untouched) || (await newScene());
      if (row === undefined) untouched = scene;
      await row?.before?.(scene, actor);
      const socket = await openSocket(scene, actor);
      answers[actor] = await tell(socket, frameOf(verb, scene, actor, row));
      socket.close();
    }
    expect(answers).toEqual(Object.fromEntries(inside.map((actor) => [actor, cells[actor]])));
  });
});
