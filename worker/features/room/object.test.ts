import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { derivedId } from "../../kernel/ids.ts";
import type { Actor, RoomCommand } from "./commands.ts";
import type { RoomEvent } from "./contract.ts";
import type { DraftObject } from "./object.ts";
import { createInput, type Keyless, nextKey, person, withKey } from "./room.fixture.ts";

const mara = person(0);
const ilo = person(1);

async function draft(name: string) {
  const id = derivedId("test", name);
  const stub = env.DRAFTS.get(env.DRAFTS.idFromName(id)) as DurableObjectStub<DraftObject>;
  await stub.create(createInput({ draftId: id }), mara, nextKey(), "asked");
  const run = async (actor: Actor, command: Keyless | RoomCommand) =>
    await stub.execute(actor, "key" in command ? command : withKey(command));
  return { id, stub, run };
}

type Room = Awaited<ReturnType<typeof draft>>;

async function join(room: Room, actor: Actor, role: "writer" | "commenter" | "viewer" = "writer") {
  const tokenHash = `hash-${actor.id}-${nextKey()}`;
  const inviteId = derivedId("invite", room.id, tokenHash);
  await room.run(mara, { t: "invite", inviteId, role, lifetimeMs: 3_600_000, tokenHash, boundHash: null });
  const joined = await room.run(actor, { t: "redeem", tokenHash });
  expect(joined).toMatchObject({ ok: true });
}

async function events(room: Room): Promise<RoomEvent[]> {
  return await runInDurableObject(room.stub, (object) => object.storage.events(0, 1_000));
}

describe("the draft's object", () => {
  it("stores a segment and answers a repeated key with the first answer", async () => {
    const room = await draft("append");
    const command = withKey({ t: "append", epoch: 1, text: "The train leaves at nine." });
    const first = await room.run(mara, command);
    const again = await room.run(mara, command);
    expect(first).toEqual({ ok: true, value: { seq: 2, replayed: false } });
    expect(again).toEqual({ ok: true, value: { seq: 2, replayed: true } });
    expect((await events(room)).map((event) => event.type)).toEqual(["draft_created", "segment_appended"]);
  });

  it("refuses a key that was used for another body", async () => {
    const room = await draft("mismatch");
    const command = withKey({ t: "append", epoch: 1, text: "One." }) as Extract<RoomCommand, { t: "append" }>;
    await room.run(mara, command);
    const other = await room.run(mara, { ...command, text: "Two." });
    expect(other).toMatchObject({ ok: false, error: { code: "idempotency_mismatch" } });
  });

  it("promise 2, nothing acknowledged is lost: keeps everything over an eviction", async () => {
    const room = await draft("evict");
    await room.run(mara, { t: "append", epoch: 1, text: "Before." });
    await evictDurableObject(room.stub);
    await room.run(mara, { t: "append", epoch: 1, text: "After." });
    const texts = (await events(room)).flatMap((event) =>
      event.type === "segment_appended" ? [event.segment.text] : [],
    );
    expect(texts).toEqual(["Before.", "After."]);
  });

  it("passes the ring on by its alarm when the lease ends, to whoever asked", async () => {
    const room = await draft("lapse");
    await join(room, ilo);
    await room.run(ilo, { t: "request" });
    await runInDurableObject(room.stub, (object) => {
      const later = Date.now() + 25 * 3_600_000;
      object.clock = () => later;
    });
    await runDurableObjectAlarm(room.stub);
    const moved = (await events(room)).at(-1);
    expect(moved).toMatchObject({ type: "ring_moved", to: ilo.id, reason: "lease_expired", actorId: null });
  });

  it("ships every event to D1 once, however often it tries", async () => {
    const room = await draft("ship");
    await room.run(mara, { t: "append", epoch: 1, text: "Shipped." });
    await room.stub.flush();
    await runInDurableObject(room.stub, (object) => object.storage.saveShipped(0));
    await evictDurableObject(room.stub);
    await room.stub.flush();
    const rows = await env.DB.prepare(
      "SELECT type FROM events WHERE subject_id = ? ORDER BY occurred_at, rowid",
    )
      .bind(room.id)
      .all();
    expect(rows.results.map((row) => row.type).sort()).toEqual(["draft_created", "segment_appended"]);
    const index = await env.DB.prepare("SELECT seq, segment_count AS n FROM draft_index WHERE id = ?")
      .bind(room.id)
      .first();
    expect(index).toEqual({ seq: 2, n: 1 });
  });

  it("lets one of a hundred concurrent redeemers in", async () => {
    const room = await draft("race");
    const tokenHash = "one-use";
    await room.run(mara, {
      t: "invite",
      inviteId: derivedId("race"),
      role: "writer",
      lifetimeMs: 3_600_000,
      tokenHash,
      boundHash: null,
    });
    const people = Array.from({ length: 100 }, (_, index) => person(index + 1));
    const answers = await Promise.all(people.map((actor) => room.run(actor, { t: "redeem", tokenHash })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(
      new Set(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.error.code)),
    ).toEqual(new Set(["invite_used"]));
  });

  it("tells a stranger nothing", async () => {
    const room = await draft("stranger");
    expect(await room.stub.read("view", ilo.id, { visit: false })).toMatchObject({
      error: { code: "draft_not_found" },
    });
    expect(await room.run(ilo, { t: "append", epoch: 1, text: "Hello" })).toMatchObject({
      error: { code: "draft_not_found" },
    });
  });
});
