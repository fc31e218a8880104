import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createDeps, type Deps, parseConfig } from "../../env.ts";
import { HOUR_MS, isoTime } from "../../kernel/clock.ts";
import { type AppBindings, FailureError, problemResponse } from "../../kernel/http.ts";
import { ANONYMOUS, type Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { silentLog } from "../../kernel/log.ts";
import { mount } from "../../kernel/route.ts";
import { insightRoutes } from "../insights/routes.ts";
import type { Actor } from "../room/commands.ts";
import type { DraftObject } from "../room/object.ts";
import { createInput, type Keyless, nextKey, person, withKey } from "../room/room.fixture.ts";
import { cardRoutes } from "./routes.ts";

const mara = person(0);
const SECRET = "a text that nobody outside may read";

/** Serves the routes to one identity; assets answer 404 unless a test says otherwise. */
function server(identity: Identity = ANONYMOUS, overrides: Partial<Deps> = {}) {
  const assets = { fetch: async () => new Response(null, { status: 404 }) } as unknown as Fetcher;
  const config = parseConfig({ ENVIRONMENT: "test" });
  const deps = createDeps(env, { config, log: silentLog, assets, ...overrides });
  const app = new Hono<AppBindings>();
  app.onError((error) => {
    if (error instanceof FailureError) return problemResponse(error.failure, "test");
    throw error;
  });
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("requestId", "test");
    c.set("identity", identity);
    await next();
  });
  app.route("/", mount([...cardRoutes, ...insightRoutes]));
  return async (path: string, headers: Record<string, string> = {}) => {
    const context = createExecutionContext();
    const response = await app.fetch(new Request(`http://onering.test${path}`, { headers }), env, context);
    await waitOnExecutionContext(context);
    return response;
  };
}

function user(actor: Actor): Identity {
  return {
    kind: "user",
    userId: actor.id,
    handle: actor.handle,
    displayName: actor.name,
    role: "user",
    timeZone: "UTC",
    email: "mara@example.com",
    sessionId: "s",
    via: "bearer",
  };
}

async function draft(name: string, { title = "Night train", shared = true } = {}) {
  const id = derivedId("cards", name);
  const stub = env.DRAFTS.get(env.DRAFTS.idFromName(id)) as DurableObjectStub<DraftObject>;
  await stub.create(createInput({ draftId: id, title }), mara, nextKey(), "asked");
  const run = (command: Keyless) => stub.execute(mara, withKey(command));
  await run({ t: "append", epoch: 1, text: SECRET });
  if (shared) await run({ t: "settings", settings: { sharing: true } });
  return { id, run };
}

async function code(response: Response): Promise<string> {
  return (await response.json<{ code: string }>()).code;
}

const get = server();

describe("GET /v1/drafts/:id/share-card", () => {
  it("shows a shared draft to anybody, without its text", async () => {
    const { id } = await draft("json");
    const response = await get(`/v1/drafts/${id}/share-card`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      visibility: "public",
      title: "Night train",
      metrics: { contributors: 1, segments: 1, ring_passes_24h: 0, avg_minutes_between_passes: null },
      contributors: [{ handle: "mara", name: "Mara", color: 0, creator: true }],
    });
    for (const inside of [SECRET, mara.id, "example.com", "epoch"]) expect(text).not.toContain(inside);
  });

  it("gives the same answer for the same `now`, also after the draft went on", async () => {
    const { id, run } = await draft("now");
    const now = encodeURIComponent(isoTime(Date.now()));
    const first = await (await get(`/v1/drafts/${id}/share-card?now=${now}`)).text();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run({ t: "append", epoch: 1, text: "More." });
    expect(await (await get(`/v1/drafts/${id}/share-card?now=${now}`)).text()).toBe(first);
    expect(await (await get(`/v1/drafts/${id}/share-card`)).text()).not.toBe(first);
  });

  it.each([
    ["the future", () => isoTime(Date.now() + HOUR_MS)],
    ["a time before the draft", () => isoTime(Date.now() - HOUR_MS)],
    ["no time", () => "yesterday"],
  ])("refuses %s as `now`", async (_what, now) => {
    const { id } = await draft("bad-now");
    const response = await get(`/v1/drafts/${id}/share-card?now=${encodeURIComponent(now())}`);
    expect(response.status).toBe(400);
    expect(await code(response)).toBe("invalid_now");
  });

  it("keeps a private draft private at every time, and does not say when it began", async () => {
    const { id } = await draft("private", { shared: false, title: "Hidden title" });
    for (const query of ["", `?now=${isoTime(Date.now() - 1000 * HOUR_MS)}`]) {
      const response = await get(`/v1/drafts/${id}/share-card${query}`);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ visibility: "private", metrics: null, contributors: [] });
      for (const inside of ["Hidden", "Mara", "mara", SECRET, id]) expect(text).not.toContain(inside);
    }
  });

  it("does not show a time before sharing began", async () => {
    const { id, run } = await draft("earlier", { shared: false, title: "Working title" });
    const before = isoTime(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run({ t: "rename", title: "Public title" });
    await run({ t: "settings", settings: { sharing: true } });
    expect(await (await get(`/v1/drafts/${id}/share-card?now=${before}`)).text()).not.toContain("Working");
    expect(await (await get(`/v1/drafts/${id}/share-card`)).text()).toContain("Public title");
  });

  it("answers 404 for an id that was never a draft and 422 for what is none", async () => {
    const unknown = await get(`/v1/drafts/${derivedId("cards", "never")}/share-card`);
    expect(unknown.status).toBe(404);
    expect(await code(unknown)).toBe("draft_not_found");
    expect((await get("/v1/drafts/1%20or%201/share-card")).status).toBe(422);
  });
});

describe("GET /cards/drafts/:id.png", () => {
  const hash = async (response: Response) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer())).join();

  it("draws a PNG that may be shown anywhere and kept for five minutes", async () => {
    const { id } = await draft("png");
    const response = await get(`/cards/drafts/${id}.png?v=3`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=300",
      "cross-origin-resource-policy": "cross-origin",
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
  });

  it("gives the same bytes again, and 304 to whoever has them", async () => {
    const { id } = await draft("etag");
    const now = isoTime(Date.now());
    const first = await get(`/cards/drafts/${id}.png?now=${now}`);
    const etag = first.headers.get("etag") ?? "";
    const second = await get(`/cards/drafts/${id}.png?now=${now}&v=9`);
    expect(second.headers.get("etag")).toBe(etag);
    expect(await hash(second)).toBe(await hash(first));
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const unchanged = await get(`/cards/drafts/${id}.png?now=${now}`, { "if-none-match": given });
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    }
    expect((await get(`/cards/drafts/${id}.png`, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("has another tag once the draft changed, and is neutral once sharing ends", async () => {
    const { id, run } = await draft("changed");
    const first = (await get(`/cards/drafts/${id}.png`)).headers.get("etag");
    await run({ t: "rename", title: "Day train" });
    const renamed = (await get(`/cards/drafts/${id}.png`)).headers.get("etag");
    await run({ t: "settings", settings: { sharing: false } });
    const hidden = await get(`/cards/drafts/${id}.png`, { "if-none-match": renamed ?? "" });
    const other = await draft("changed-2", { shared: false, title: "Else" });
    const otherHidden = await get(`/cards/drafts/${other.id}.png`);
    expect(renamed).not.toBe(first);
    expect(hidden.status).toBe(200);
    expect(hidden.headers.get("etag")).toBe(otherHidden.headers.get("etag"));
    expect(await hash(hidden)).toBe(await hash(otherHidden));
  });

  it("draws emoji and any script even where the fonts are missing, and then is not kept", async () => {
    const { id } = await draft("fonts", { title: "👩‍👩‍👧‍👦🇯🇵 灯台 مرحبا <script>" });
    const response = await get(`/cards/drafts/${id}.png`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("etag")).toBeNull();
  });

  it("answers 503 in time when fonts hang", async () => {
    const assets = { fetch: () => new Promise(() => {}) } as unknown as Fetcher;
    const { id } = await draft("hanging", { title: "灯台" });
    const response = await server(ANONYMOUS, { assets })(`/cards/drafts/${id}.png`);
    expect(response.status).toBe(503);
    expect(await code(response)).toBe("card_failed");
    expect((await get(`/cards/drafts/${(await draft("hanging-2")).id}.png`)).status).toBe(200);
  });

  it("answers 404 and 422 like the data", async () => {
    expect((await get(`/cards/drafts/${derivedId("cards", "never")}.png`)).status).toBe(404);
    expect((await get("/cards/drafts/..%2F..%2Fetc.png")).status).toBe(422);
  });
});

describe("GET /v1/drafts/:id/insights", () => {
  it("tells a member how the draft is doing", async () => {
    const { id } = await draft("insights");
    const response = await server(user(mara))(`/v1/drafts/${id}/insights`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      state: "low_engagement",
      alerts: [],
      recommendations: [{ action: "invite", memberId: null, confidence: 0.85 }],
    });
  });

  it("is for members only, and for a time in the draft's life", async () => {
    const { id } = await draft("insights-closed");
    expect((await get(`/v1/drafts/${id}/insights`)).status).toBe(401);
    const stranger = await server(user(person(5)))(`/v1/drafts/${id}/insights`);
    expect([stranger.status, await code(stranger)]).toEqual([404, "draft_not_found"]);
    const early = await server(user(mara))(`/v1/drafts/${id}/insights?now=2020-01-01T00:00:00Z`);
    expect([early.status, await code(early)]).toEqual([400, "invalid_now"]);
  });
});
