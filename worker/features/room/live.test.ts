import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { type ApiPerson, createWorld, draftWith, good, type World } from "../drafts/drafts.fixture.ts";
import type { DraftObject } from "./object.ts";
import { BYE_CODES, PING_TEXT } from "./protocol.ts";
import { nextKey } from "./room.fixture.ts";
import { openSocket } from "./socket.fixture.ts";

let world: World;
let mara: ApiPerson;
let ilo: ApiPerson;
let stranger: ApiPerson;

beforeAll(async () => {
  world = createWorld();
  [mara, ilo, stranger] = await Promise.all([world.join("Mara"), world.join("Ilo"), world.join("Sefa")]);
});

const stubOf = (id: string) => env.DRAFTS.get(env.DRAFTS.idFromName(id)) as DurableObjectStub<DraftObject>;

describe("a live session", () => {
  it("greets with a snapshot, acknowledges an append, and tells everybody", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const [hers, his] = [await openSocket(world, mara, id), await openSocket(world, ilo, id)];
    const key = nextKey();
    hers.say({ t: "append", key, epoch: 1, text: "Seen by both." });
    const ack = await hers.hear("ack", (message) => message.key === key);
    const event = await his.hear("event", (message) => message.event.type === "segment_appended");
    expect(event.event.seq).toBe(ack.seq);
    hers.say({ t: "append", key, epoch: 1, text: "Seen by both." });
    await hers.hear("ack", (message) => message.replayed);
    expect(his.heard.filter((message) => message.t === "event")).toHaveLength(1);
  });

  it("shows an append that was made over HTTP", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const his = await openSocket(world, ilo, id);
    await good(mara.client.call("appendSegment", { params: { id }, body: { text: "By post.", epoch: 1 } }));
    const { event } = await his.hear("event");
    expect(event).toMatchObject({ type: "segment_appended", segment: { text: "By post." } });
  });

  it("replays what was missed after lastSeq, nothing twice", async () => {
    const id = await draftWith(mara);
    const before = await openSocket(world, mara, id);
    const { snapshot } = await before.hear("welcome");
    before.socket.close(1000);
    for (const text of ["One", "Two"])
      await good(mara.client.call("appendSegment", { params: { id }, body: { text, epoch: 1 } }));
    const after = await openSocket(world, mara, id, snapshot?.seq ?? 0);
    const welcome = await after.hear("welcome");
    expect(welcome.snapshot).toBeNull();
    expect(welcome.events.map((event) => event.type)).toEqual(["segment_appended", "segment_appended"]);
  });

  it("is read-only for viewers by the server's word", async () => {
    const id = await draftWith(mara, [{ person: ilo, role: "viewer" }]);
    const his = await openSocket(world, ilo, id);
    const tries = [
      { t: "append", epoch: 1, text: "Mine" },
      { t: "request" },
      { t: "recall" },
      { t: "comment", kind: "comment", segmentSeq: null, text: "Hm" },
    ] as const;
    for (const message of tries) his.say({ ...message, key: nextKey() });
    await his.hear("reject", (message) => message.code === "forbidden");
    expect(his.heard.filter((message) => message.t === "ack")).toEqual([]);
  });

  it("tells who is here, who types and where they read; once each, however many tabs", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const hers = await openSocket(world, mara, id);
    const [one, two] = [await openSocket(world, ilo, id), await openSocket(world, ilo, id)];
    const presence = (online: boolean, typing: boolean) =>
      hers.hear("presence", (message) =>
        message.changes.some(
          (change) =>
            change.memberId === ilo.id && change.online === online && change.typingMs > 0 === typing,
        ),
      );
    await presence(true, false);
    one.say({ t: "typing", on: true });
    await presence(true, true);
    one.say({ t: "read", seq: 2 });
    await hers.hear("presence", (message) => message.changes.some((change) => change.readSeq === 2));
    one.socket.close(1000);
    two.socket.close(1000);
    await presence(false, false);
  });

  it("survives hibernation: an evicted object still knows its sockets", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const his = await openSocket(world, ilo, id);
    await evictDurableObject(stubOf(id), { webSockets: "hibernate" });
    await good(
      mara.client.call("appendSegment", { params: { id }, body: { text: "After sleep.", epoch: 1 } }),
    );
    await his.hear("event", (message) => message.event.type === "segment_appended");
  });

  it("closes within a second for somebody who is removed", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const his = await openSocket(world, ilo, id);
    const start = Date.now();
    await good(mara.client.call("removeMember", { params: { id, memberId: ilo.id } }));
    expect(await his.end()).toMatchObject({ code: BYE_CODES.membership_lost });
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it("closes when the sign-in that opened it ends, and only then", async () => {
    const owner = await world.join("Bela");
    const id = await draftWith(owner, [{ person: ilo }]);
    const [hers, his] = [await openSocket(world, owner, id), await openSocket(world, ilo, id)];
    await good(owner.client.call("endSession", { params: { id: "current" } }));
    expect(await hers.end()).toMatchObject({ code: BYE_CODES.session_ended });
    expect(his.closed).toBeNull();
  });

  it("does not open for a stranger, nor without a WebSocket", async () => {
    const id = await draftWith(mara);
    const refused = await stranger.fetch(`/v1/drafts/${id}/live`, { headers: { upgrade: "websocket" } });
    expect([refused.status, refused.webSocket ?? null]).toEqual([404, null]);
    expect((await mara.fetch(`/v1/drafts/${id}/live`)).status).toBe(426);
  });

  it("cannot be opened in somebody else's name", async () => {
    const id = await draftWith(mara);
    const actor = encodeURIComponent(JSON.stringify({ id: mara.id, handle: mara.handle, name: "Mara" }));
    const forged = await stranger.fetch(`/v1/drafts/${id}/live`, {
      headers: { upgrade: "websocket", "x-onering-actor": actor },
    });
    expect(forged.status).toBe(404);
  });

  it("answers frames that it cannot read, and closes on those it will not", async () => {
    const id = await draftWith(mara);
    const hers = await openSocket(world, mara, id);
    for (const frame of [
      "{",
      "null",
      "[]",
      '{"t":"nothing"}',
      '{"t":"append","key":"12345678","epoch":1,"text":"a\\ud800"}',
    ])
      hers.say(frame);
    await hers.hear("reject", (message) => message.key === "12345678");
    expect(hers.heard.filter((message) => message.t === "reject")).toHaveLength(5);
    hers.say(`{"t":"append","text":"${"a".repeat(70_000)}"}`);
    expect(await hers.end()).toMatchObject({ code: BYE_CODES.frame_too_large });
    const wide = await openSocket(world, mara, id);
    wide.say(`{"t":"append","text":"${"語".repeat(30_000)}"}`);
    expect(await wide.end()).toMatchObject({ code: BYE_CODES.frame_too_large });
    const binary = await openSocket(world, mara, id);
    binary.socket.send(new Uint8Array([1, 2, 3]));
    expect(await binary.end()).toMatchObject({ code: BYE_CODES.bad_frame });
    const old = await openSocket(world, mara, id, null);
    old.say({ t: "hello", v: 99, lastSeq: 0 });
    expect(await old.end()).toMatchObject({ code: BYE_CODES.wrong_version });
  });

  it("takes thirty commands in ten seconds from one socket, and says so about the next", async () => {
    const id = await draftWith(mara);
    const hers = await openSocket(world, mara, id);
    for (let sent = 0; sent < 31; sent++)
      hers.say({ t: "append", key: nextKey(), epoch: 1, text: `Part ${sent}` });
    await hers.hear("reject", (message) => message.code === "rate_limited");
    expect(hers.heard.filter((message) => message.t === "ack")).toHaveLength(30);
  });

  it("is full at its limit, with a reason", async () => {
    const id = await draftWith(mara);
    await runInDurableObject(stubOf(id), (object) =>
      Object.assign(object.config, { SOCKETS_PER_DRAFT_MAX: 1 }),
    );
    await openSocket(world, mara, id);
    const second = await openSocket(world, mara, id, null);
    await second.hear("bye", (message) => message.code === "room_full");
    expect(await second.end()).toMatchObject({ code: BYE_CODES.room_full });
  });

  it("is filled by nobody alone: whoever has the most tabs gives one up", async () => {
    const id = await draftWith(mara, [{ person: ilo, role: "viewer" }]);
    await runInDurableObject(stubOf(id), (object) =>
      Object.assign(object.config, { SOCKETS_PER_DRAFT_MAX: 3 }),
    );
    const his = [await openSocket(world, ilo, id), await openSocket(world, ilo, id)];
    his.push(await openSocket(world, ilo, id));
    const hers = await openSocket(world, mara, id);
    expect(await his[0]?.end()).toMatchObject({ code: BYE_CODES.room_full });
    expect([his[1]?.closed, his[2]?.closed, hers.closed]).toEqual([null, null, null]);
    expect(await (await openSocket(world, ilo, id, null)).end()).toMatchObject({ code: BYE_CODES.room_full });
  });

  it("greets a socket a bounded number of times", async () => {
    const id = await draftWith(mara);
    const hers = await openSocket(world, mara, id);
    for (let again = 0; again < 25; again++) hers.say({ t: "hello", v: 1, lastSeq: 0 });
    expect(await hers.end()).toMatchObject({ code: BYE_CODES.too_slow });
    expect(hers.heard.filter((message) => message.t === "welcome")).toHaveLength(20);
  });

  it("answers much missed text with a snapshot rather than all of it", async () => {
    const id = await draftWith(mara);
    const text = "語".repeat(5_000);
    for (let part = 0; part < 101; part++)
      await good(mara.client.call("appendSegment", { params: { id }, body: { text, epoch: 1 } }));
    const hers = await openSocket(world, mara, id, 1);
    const { snapshot, events } = await hers.hear("welcome");
    expect([snapshot?.segmentCount, events.length]).toEqual([101, 0]);
  });

  it("lets ghosts go, and keeps those who ping", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const [hers, his] = [await openSocket(world, mara, id), await openSocket(world, ilo, id)];
    await runInDurableObject(stubOf(id), (object) => {
      const later = Date.now() + 25_000;
      object.clock = () => later;
    });
    hers.say({ t: "ping", seq: 2 });
    await hers.hear("pong");
    await runInDurableObject(stubOf(id), (object) => object.alarm());
    expect(await his.end()).toMatchObject({ code: BYE_CODES.idle });
    expect(hers.closed).toBeNull();
    hers.say(PING_TEXT);
  });
});
