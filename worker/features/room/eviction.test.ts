import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { canonicalJson } from "../../kernel/crypto.ts";
import { derivedId } from "../../kernel/ids.ts";
import type { Result } from "../../kernel/result.ts";
import { Checkpoints } from "./checkpoint.ts";
import type { Ack, Actor, RoomCommand } from "./commands.ts";
import type { RoomEvent } from "./contract.ts";
import { verifyProof } from "./domain/proof.ts";
import { LEASE_MS } from "./domain/ring.ts";
import type { DraftState } from "./domain/state.ts";
import { open, step } from "./domain/step.ts";
import type { DraftObject } from "./object.ts";
import { createInput, nextKey, person } from "./room.fixture.ts";

/** `npm run torture -- --row 5` asks for more, and for its own seed. */
const SEQUENCES = Number(import.meta.env.VITE_TORTURE_SEQUENCES ?? 60);
const SEED = Number(import.meta.env.VITE_TORTURE_SEED ?? Date.now() % 1_000_000);
const COMMANDS_MIN = 6;
const COMMANDS_SPREAD = 12;
const EVICTION_CHANCE = 0.35;
const SIDE_BY_SIDE = 4;
const TEST_MS_MAX = 60_000 + SEQUENCES * 500;

const people = [0, 1, 2, 3].map(person);

/** The object's own rules without its object: never stored, never evicted. */
interface Model {
  state: DraftState;
  events: RoomEvent[];
  invites: Map<string, string>;
  keys: Map<string, { body: string; seq: number }>;
  sent: { actor: Actor; command: RoomCommand }[];
}

it(
  `eviction at any point is invisible: ${SEQUENCES} command sequences against a model, seed ${SEED}`,
  async () => {
    let next = 0;
    const lane = async () => {
      while (next < SEQUENCES) await sequence(next++);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  },
  TEST_MS_MAX,
);

async function sequence(index: number): Promise<void> {
  const chance = mulberry32(SEED * 100_003 + index);
  const id = derivedId("eviction", String(SEED), String(index));
  const stub = env.DRAFTS.get(env.DRAFTS.idFromName(id)) as DurableObjectStub<DraftObject>;
  const [owner = person(0)] = people;
  await stub.create(createInput({ draftId: id }), owner, nextKey(), "asked");
  const model = begun(id, owner, await eventsOf(stub, 0));
  const length = COMMANDS_MIN + Math.floor(chance() * COMMANDS_SPREAD);
  for (let n = 0; n < length; n++) {
    const { actor, command } = choose(model, chance);
    const evicted = chance() < EVICTION_CHANCE ? evictDurableObject(stub) : null;
    if (evicted && chance() < 0.5) await evicted; // else it happens while the command is on its way
    const real = (await stub.execute(actor, command)) as Result<Ack>;
    await evicted;
    const told = await eventsOf(stub, model.state.seq);
    const expected = decide(model, actor, command, told);
    const where = `seed ${SEED}, sequence ${index}, command ${n}: ${JSON.stringify(command)}`;
    expect(brief(real), where).toEqual(expected.answer);
    expect(canonicalJson(told), where).toBe(canonicalJson(expected.events));
  }
  await evictDurableObject(stub);
  expect(canonicalJson(await eventsOf(stub, 0))).toBe(canonicalJson(model.events));
  const state = await runInDurableObject(stub, (object: DraftObject) =>
    new Checkpoints(object.storage).restore(object.leases),
  );
  expect(canonicalJson(state)).toBe(canonicalJson(model.state));
  const segments = model.events.flatMap((event) =>
    event.type === "segment_appended" ? [event.segment] : [],
  );
  expect(verifyProof({ draftId: id, segments }).holds).toBe(true);
}

function begun(draftId: string, owner: Actor, events: RoomEvent[]): Model {
  const ids = events.map((event) => event.id);
  const now = events[0]?.at ?? 0;
  const newId = () => ids.shift() ?? "";
  const { state } = open(createInput({ draftId }), owner, { now, newId, leases: LEASE_MS });
  return { state, events: [...events], invites: new Map(), keys: new Map(), sent: [] };
}

/** What the model answers, given the ids and the time that the object chose. */
function decide(model: Model, actor: Actor, command: RoomCommand, told: RoomEvent[]) {
  const { key, ...body } = command;
  const text = canonicalJson(body);
  const known = model.keys.get(`${actor.id} ${key}`);
  model.sent.push({ actor, command });
  if (known && known.body !== text) return { answer: { code: "idempotency_mismatch" }, events: [] };
  if (known) return { answer: { seq: known.seq, replayed: true }, events: [] };
  const ids = told.flatMap((event) =>
    event.type === "comment_added" ? [event.comment.id, event.id] : [event.id],
  );
  const done = step(model.state, command, {
    now: told[0]?.at ?? model.state.updatedAt,
    actor,
    newId: () => ids.shift() ?? "",
    leases: LEASE_MS,
    lookup: lookup(model, command),
  });
  model.state = done.state;
  model.events.push(...done.events);
  if (!done.outcome.ok) return { answer: { code: done.outcome.failure.code }, events: done.events };
  model.keys.set(`${actor.id} ${key}`, { body: text, seq: done.outcome.seq });
  if (command.t === "invite") model.invites.set(command.tokenHash, command.inviteId);
  return { answer: { seq: done.outcome.seq, replayed: false }, events: done.events };
}

function lookup(model: Model, command: RoomCommand) {
  if (command.t === "redeem") {
    const id = model.invites.get(command.tokenHash);
    return { invite: id === undefined ? null : { id, boundHash: null } };
  }
  if (command.t === "comment" || command.t === "bring_back") {
    const seq = command.t === "comment" ? command.segmentSeq : command.seq;
    const appended = model.events.find((e) => e.type === "segment_appended" && e.seq === seq);
    return { segment: appended?.type === "segment_appended" ? appended.segment : null };
  }
  if (command.t !== "accept" && command.t !== "dismiss") return {};
  const { commentId } = command;
  const added = model.events.find(
    (event) => event.type === "comment_added" && event.comment.id === commentId,
  );
  if (added?.type !== "comment_added") return { comment: null };
  const has = (type: string) =>
    model.events.some((e) => e.type === type && "commentId" in e && e.commentId === commentId);
  const state = has("suggestion_accepted") ? "accepted" : has("comment_dismissed") ? "dismissed" : "open";
  return { comment: { ...added.comment, state } as const };
}

/** Something somebody could send now, right or wrong, sometimes for the second time. */
function choose(model: Model, chance: () => number): { actor: Actor; command: RoomCommand } {
  const pick = <T>(list: readonly T[], or: T): T => list[Math.floor(chance() * list.length)] ?? or;
  const { ring, seq } = model.state;
  const first = people[0] ?? person(0);
  const earlier = pick(model.sent, { actor: first, command: { t: "recall", key: nextKey() } });
  if (chance() < 0.1) return earlier;
  if (chance() < 0.03)
    return { actor: earlier.actor, command: { t: "rename", key: earlier.command.key, title: nextKey() } };
  const key = nextKey();
  const holder = people.find((one) => one.id === ring.holderId) ?? first;
  const actor = chance() < 0.6 ? holder : pick(people, first);
  const epoch = chance() < 0.9 ? ring.epoch : ring.epoch + 1;
  const other = pick(people, first).id;
  const comments = model.events.flatMap((e) => (e.type === "comment_added" ? [e.comment.id] : []));
  const commentId = pick(comments, first.id);
  const tokenHash = pick([...model.invites.keys()], "none");
  const open: RoomCommand = {
    t: "invite",
    key,
    inviteId: derivedId(key),
    role: "writer",
    lifetimeMs: 3_600_000,
    tokenHash: key,
    boundHash: null,
  };
  const redeem: RoomCommand = { t: "redeem", key, tokenHash };
  if (model.state.members.length < 3 || chance() < 0.1)
    return chance() < 0.5 || tokenHash === "none"
      ? { actor: first, command: open }
      : { actor: pick(people, first), command: redeem };
  const commands: RoomCommand[] = [
    ...Array.from({ length: 4 }, (): RoomCommand => ({ t: "append", key, epoch, text: `Line ${key}` })),
    ...Array.from({ length: 3 }, (): RoomCommand => ({ t: "pass", key, epoch, to: other })),
    { t: "request", key },
    { t: "request", key },
    { t: "withdraw", key },
    { t: "recall", key },
    { t: "comment", key, kind: "suggestion", segmentSeq: null, text: "Perhaps." },
    { t: "comment", key, kind: "comment", segmentSeq: seq, text: "Here." },
    { t: "accept", key, epoch, commentId },
    { t: "dismiss", key, commentId },
    { t: "bring_back", key, epoch, seq },
    { t: "rename", key, title: `Title ${key}` },
    { t: "archive", key },
    { t: "restore", key },
    {
      t: "settings",
      key,
      settings: { nextHolderRule: pick(["manual", "round_robin", "least_recent"] as const, "manual") },
    },
    {
      t: "change_role",
      key,
      memberId: other,
      role: pick(["writer", "commenter", "viewer"] as const, "writer"),
    },
    { t: "remove_member", key, memberId: other },
    { t: "leave", key },
  ];
  return { actor, command: pick(commands, open) };
}

async function eventsOf(stub: DurableObjectStub<DraftObject>, after: number): Promise<RoomEvent[]> {
  return await runInDurableObject(stub, (object: DraftObject) => object.storage.events(after, 1_000));
}

function brief(result: Result<Ack>) {
  return result.ok ? result.value : { code: result.error.code };
}

/** A seeded source of chance in [0, 1): mulberry32, by Tommy Ettinger, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
