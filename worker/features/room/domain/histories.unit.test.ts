import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../kernel/clock.ts";
import type { DraftView, Segment } from "../contract.ts";
import { contextOf, DRAFT_ID, nextId, person, withKey } from "../room.fixture.ts";
import { begin, evolve } from "./evolve.ts";
import { verifyProof } from "./proof.ts";
import { LEASE_MS, memberById } from "./ring.ts";
import { Room, START } from "./room-in-memory.fixture.ts";
import { mayHold, smartPass } from "./smart-pass.ts";
import type { DraftState } from "./state.ts";
import { type Step, step } from "./step.ts";
import { evolveView } from "./view.ts";

const PEOPLE = 5;

describe("generated histories", () => {
  const who = fc.integer({ min: 0, max: PEOPLE - 1 });
  const stale = fc.integer({ min: -1, max: 1 });
  const move = fc.oneof(
    { weight: 5, arbitrary: fc.record({ t: fc.constant("append" as const), who, stale: fc.constant(0) }) },
    { weight: 1, arbitrary: fc.record({ t: fc.constant("append" as const), who, stale }) },
    fc.record({ t: fc.constant("pass" as const), who, to: who, stale }),
    fc.record({
      t: fc.constantFrom("request" as const, "withdraw" as const, "recall" as const, "leave" as const),
      who,
    }),
    fc.record({ t: fc.constantFrom("archive" as const, "restore" as const), who: fc.constant(0) }),
    fc.record({
      t: fc.constant("join" as const),
      who,
      role: fc.constantFrom("writer" as const, "commenter" as const, "viewer" as const),
    }),
    fc.record({ t: fc.constantFrom("suggest" as const, "accept" as const, "dismiss" as const), who }),
    fc.record({
      t: fc.constant("rule" as const),
      rule: fc.constantFrom("manual" as const, "round_robin" as const, "least_recent" as const),
    }),
    fc.record({
      t: fc.constant("lease" as const),
      lease: fc.constantFrom("off" as const, "10m" as const, "24h" as const),
    }),
    fc.record({
      t: fc.constant("role" as const),
      who,
      role: fc.constantFrom("writer" as const, "viewer" as const),
    }),
    fc.record({ t: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 3_000 }) }),
  );
  type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

  function play(room: Room, next: Move): Step | null {
    const epoch = room.state.ring.epoch;
    switch (next.t) {
      case "append":
        return room.run(person(next.who), {
          t: "append",
          epoch: Math.max(1, epoch + next.stale),
          text: `By ${next.who}`,
        });
      case "pass":
        return room.run(person(next.who), {
          t: "pass",
          epoch: Math.max(1, epoch + next.stale),
          to: person(next.to).id,
        });
      case "join": {
        const inviteId = nextId();
        const owner = room.state.members.find((member) => member.active && member.role === "owner");
        if (!owner) return null;
        room.run(owner, {
          t: "invite",
          inviteId,
          role: next.role,
          lifetimeMs: HOUR_MS,
          tokenHash: inviteId,
          boundHash: null,
        });
        return room.run(person(next.who), { t: "redeem", tokenHash: inviteId });
      }
      case "suggest":
        return room.run(person(next.who), {
          t: "comment",
          kind: "suggestion",
          segmentSeq: null,
          text: "Maybe",
        });
      case "accept":
        return room.run(person(next.who), {
          t: "accept",
          epoch,
          commentId: room.comments[0]?.id ?? nextId(),
        });
      case "dismiss":
        return room.run(person(next.who), { t: "dismiss", commentId: room.comments.at(-1)?.id ?? nextId() });
      case "rule":
        return room.run(person(0), { t: "settings", settings: { nextHolderRule: next.rule } });
      case "lease":
        return room.run(person(0), { t: "settings", settings: { lease: next.lease } });
      case "role":
        return room.run(person(0), { t: "change_role", memberId: person(next.who).id, role: next.role });
      case "wait":
        room.now += next.minutes * MINUTE_MS;
        return room.run(null, null);
      default:
        return room.run(person(next.who), { t: next.t });
    }
  }

  function checkStep(before: DraftState, done: Step): void {
    const moves = done.events.filter((event) => event.type === "ring_moved");
    expect(done.state.ring.epoch).toBe(before.ring.epoch + moves.length);
    expect(done.events.map((event) => event.seq)).toEqual(
      done.events.map((_, index) => before.seq + index + 1),
    );
    let { holderId, epoch } = before.ring;
    for (const event of done.events) {
      if (event.type === "segment_appended")
        expect([event.segment.appendedBy, event.segment.epoch]).toEqual([holderId, epoch]);
      if (event.type === "ring_moved") {
        expect([event.from, event.epoch]).toEqual([holderId, epoch + 1]);
        expect(event.to).not.toBe(event.from);
        ({ to: holderId, epoch } = event);
      }
    }
    const holder = memberById(done.state, done.state.ring.holderId);
    if (done.state.status === "open") expect(holder && mayHold(holder)).toBe(true);
    const askers = done.state.requests.map((request) => request.memberId);
    expect(new Set(askers).size).toBe(askers.length);
    expect(askers).not.toContain(done.state.ring.holderId);
  }

  it("keep every invariant of the room after every step", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
        const room = new Room();
        for (const index of [1, 2, 3]) room.join(person(index));
        for (const next of moves) {
          const before = room.state;
          const done = play(room, next);
          if (done && next.t !== "join") checkStep(before, done);
        }
        expect(verifyProof({ draftId: DRAFT_ID, segments: room.segments() })).toMatchObject({ holds: true });
        expect(room.state.segmentCount).toBe(room.segments().length);
      }),
      { numRuns: 300, includeErrorInReport: true },
    );
  });

  it("are rebuilt from their events alone, by the server and by a client that came at any point", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), fc.nat(), (moves, at) => {
        const room = new Room();
        for (const index of [1, 2, 3]) room.join(person(index));
        for (const next of moves) play(room, next);
        const [first, ...rest] = room.events;
        if (first?.type !== "draft_created") throw new Error("a draft begins with its creation");
        const rebuilt = rest.reduce(
          (state, event) => evolve(state, event, LEASE_MS),
          begin(DRAFT_ID, first, LEASE_MS),
        );
        expect(rebuilt).toEqual(room.state);
        const cut = at % room.events.length;
        const joined = rest
          .slice(0, cut)
          .reduce((state, event) => evolve(state, event, LEASE_MS), begin(DRAFT_ID, first, LEASE_MS));
        const late = room.events.filter((event) => event.seq > joined.seq);
        const twice = [...late.slice(0, 3), ...late];
        const view = twice.reduce(
          (known, event) => evolveView(known, event, room.state.ring.leaseEndsAt),
          viewOf(joined, room.segments()),
        );
        expect(pick(view)).toEqual(pick(viewOf(room.state, room.segments())));
      }),
      { numRuns: 200, includeErrorInReport: true },
    );
  });

  it("same input, same now, same answer", () => {
    const room = new Room();
    room.join(person(1));
    const command = withKey({ t: "append", epoch: 1, text: "Once" });
    const context = () => contextOf(person(0), START + 5, { newId: () => person(7).id });
    expect(step(room.state, command, context())).toEqual(step(room.state, command, context()));
    expect(smartPass(room.state)).toEqual(smartPass(structuredClone(room.state)));
  });

  function viewOf(state: DraftState, segments: Segment[]): DraftView {
    const {
      seal: _s,
      lastSegmentSeq: _l,
      lastAppendAt: _a,
      leaseFrom: _f,
      commentCount: _c,
      lapsed: _p,
      publishedAt: _u,
      invites: _i,
      ...core
    } = state;
    const upTo = segments.filter((segment) => segment.seq <= state.seq);
    return { ...core, segments: upTo, hasOlder: false, comments: [], suggestedPass: smartPass(core) };
  }

  function pick(view: DraftView) {
    const { comments: _comments, ...rest } = view;
    return { ...rest, ring: { ...rest.ring, leaseEndsAt: 0 } };
  }
});
