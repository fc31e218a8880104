import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { DayCount, StoredEvent } from "./contract.ts";
import { type DraftNumbers, draftNumbers, SERIES_DAYS_MAX } from "./domain.ts";

const START = Date.UTC(2026, 10, 20, 22);
const MARA = "mara";
const ILO = "ilo";
let serial = 0;

function fact(type: string, at: number, actorId: string | null, data: object, seq?: number): StoredEvent {
  serial += 1;
  return {
    id: `event-${serial}`,
    type,
    schemaVersion: 1,
    occurredAt: at,
    actorId,
    subjectId: "draft",
    data: seq === undefined ? data : { seq, ...data },
  };
}
const created = (at = START) =>
  fact("draft_created", at, MARA, { platform: "x", kind: "thread", forked: false }, 1);
const appended = (seq: number, at: number, author: string, characters = 10) =>
  fact("segment_appended", at, author, { position: seq, characters, origin: "human", suggested: false }, seq);
const moved = (seq: number, at: number, from: string, to: string, reason = "passed") =>
  fact(
    reason === "passed" || reason === "turn" ? "ring_passed" : "ring_moved",
    at,
    from,
    { from, to, epoch: seq, reason },
    seq,
  );

function numbers(facts: StoredEvent[], now: number, visits: DayCount[] = []): DraftNumbers {
  const result = draftNumbers(facts, visits, now);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe("draft numbers", () => {
  const facts = [
    created(),
    appended(2, START + 1000, MARA),
    moved(3, START + HOUR_MS, MARA, ILO),
    appended(4, START + HOUR_MS, ILO, 30),
    moved(5, START + 3 * HOUR_MS, ILO, MARA, "recalled"),
    fact("comment_added", START + 3 * HOUR_MS, ILO, { kind: "comment", characters: 4 }, 6),
  ];

  test("count segments, people, passes and the time each held the ring", () => {
    expect(numbers(facts, START + 5 * HOUR_MS)).toMatchObject({
      segments: 2,
      characters: 40,
      contributors: 2,
      comments: 1,
      ringPasses: 1,
      ringMoves: 2,
      holderId: MARA,
      people: [
        { memberId: MARA, segments: 1, heldMs: 3 * HOUR_MS },
        { memberId: ILO, segments: 1, heldMs: 2 * HOUR_MS },
      ],
    });
  });

  test("at an earlier time see nothing of what came later", () => {
    const early = numbers(facts, START + HOUR_MS - 1);
    expect(early).toMatchObject({ segments: 1, contributors: 1, ringPasses: 0, holderId: MARA });
    expect(early.people).toEqual([{ memberId: MARA, segments: 1, characters: 10, heldMs: HOUR_MS - 1 }]);
  });

  test("do not count holding while the draft rests", () => {
    const rested = [
      created(),
      fact("draft_archived", START + HOUR_MS, MARA, {}, 2),
      fact("draft_restored", START + 5 * HOUR_MS, MARA, {}, 3),
    ];
    expect(numbers(rested, START + 6 * HOUR_MS).people[0]?.heldMs).toBe(2 * HOUR_MS);
    expect(numbers(rested.slice(0, 2), START + 6 * HOUR_MS).people[0]?.heldMs).toBe(HOUR_MS);
  });

  test("add visits by day, and give a series without gaps that ends today", () => {
    const visits = [
      { day: "2026-11-20", type: "draft_viewed", schemaVersion: 1, count: 3 },
      { day: "2026-11-23", type: "draft_shared", schemaVersion: 1, count: 2 },
      { day: "2026-12-30", type: "draft_viewed", schemaVersion: 1, count: 9 },
    ];
    const { views, shares, series } = numbers(facts, START + 3 * DAY_MS, visits);
    expect([views, shares]).toEqual([3, 2]);
    expect(series.map((day) => day.day)).toEqual(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]);
    expect(series[0]).toMatchObject({ views: 3, segments: 2, passes: 1 });
    expect(series[1]).toMatchObject({ comments: 1, views: 0 });
  });

  test("keep the series bounded, and the totals whole", () => {
    const { series, segments } = numbers(facts, START + 400 * DAY_MS);
    expect(series).toHaveLength(SERIES_DAYS_MAX);
    expect(series.every((day) => day.segments === 0)).toBe(true);
    expect(segments).toBe(2);
  });

  test("refuse schema versions and shapes that they do not know", () => {
    const newer = { ...created(), schemaVersion: 2 };
    const broken = fact("segment_appended", START, MARA, { position: "one" }, 2);
    const visit = { day: "2026-11-20", type: "draft_viewed", schemaVersion: 2, count: 1 };
    for (const result of [
      draftNumbers([newer], [], START),
      draftNumbers([broken], [], START),
      draftNumbers([], [visit], START),
    ])
      expect(!result.ok && result.error.code).toBe("events_unreadable");
  });

  test("pass over facts that are not about writing", () => {
    expect(numbers([created(), fact("post_published", START, MARA, {})], START).segments).toBe(0);
  });
});

/** A history as the room makes it: numbered, in time, the ring going from hand to hand. */
const history = fc
  .array(
    fc.record({
      what: fc.constantFrom("append", "pass", "recall", "archive", "restore", "view"),
      to: fc.constantFrom(MARA, ILO, "juno"),
      after: fc.integer({ min: 0, max: 2 * DAY_MS }),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = START;
    let holder = MARA;
    const facts = [created(at)];
    for (const [i, { what, to, after }] of steps.entries()) {
      at += after;
      const seq = i + 2;
      if (what === "append") facts.push(appended(seq, at, holder));
      if (what === "pass" || what === "recall") {
        facts.push(moved(seq, at, holder, to, what === "pass" ? "passed" : "recalled"));
        holder = to;
      }
      if (what === "archive") facts.push(fact("draft_archived", at, MARA, {}, seq));
      if (what === "restore") facts.push(fact("draft_restored", at, MARA, {}, seq));
      if (what === "view") facts.push(fact("draft_viewed", at, null, { signedIn: false }));
    }
    return { facts, end: at };
  });

describe("for every history", () => {
  const options = { numRuns: 300, includeErrorInReport: true };

  test("order does not matter and a fact that comes twice counts once", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.integer()), ({ facts, end }, noise) => {
        const rank = new Map(facts.map((one) => [one.id, noise.next().value ?? 0]));
        const shuffled = [...facts, ...facts.slice(0, 7)].sort(
          (a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0),
        );
        expect(numbers(shuffled, end + 1)).toEqual(numbers(facts, end + 1));
      }),
      options,
    );
  });

  test("the ring is never in two hands: held time adds up to no more than the time that passed", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: DAY_MS }), ({ facts, end }, later) => {
        const now = end + later;
        const { people, series, segments } = numbers(facts, now);
        const held = people.reduce((sum, person) => sum + person.heldMs, 0);
        const rests = facts.some((one) => one.type === "draft_archived");
        if (rests) expect(held).toBeLessThanOrEqual(now - START);
        else expect(held).toBe(now - START);
        if (series.length < SERIES_DAYS_MAX)
          expect(series.reduce((sum, day) => sum + day.segments, 0)).toBe(segments);
      }),
      options,
    );
  });

  test("what was true at a time stays true: later facts change nothing before them", () => {
    fc.assert(
      fc.property(history, fc.nat(40), ({ facts, end }, cut) => {
        const now = facts[Math.min(cut, facts.length - 1)]?.occurredAt ?? end;
        const then = facts.filter((one) => one.occurredAt <= now);
        expect(numbers(facts, now)).toEqual(numbers(then, now));
      }),
      options,
    );
  });
});
