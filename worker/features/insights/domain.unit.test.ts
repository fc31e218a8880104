import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { DraftFacts } from "../room/contract.ts";
import { draftFacts, NOW, person, personId } from "../share-cards/facts.fixture.ts";
import { insights as schema } from "./contract.ts";
import { insights, stateOf } from "./domain.ts";

const wrote = (...segments: number[]) => segments.map((count, index) => person(index, { segments: count }));
const facts = (segments: number[], given: Partial<DraftFacts> = {}) =>
  draftFacts({ people: wrote(...segments), lastActivityAt: NOW - HOUR_MS, ...given });
const codes = (given: DraftFacts, now = NOW) => insights(given, now).alerts.map((alert) => alert.code);
const held = (ms: number) => ({
  ring: { holderId: personId(0), epoch: 3, since: NOW - ms, leaseEndsAt: null },
  lastAppendAt: null,
});

describe("the state of a draft", () => {
  it.each([
    [48 * HOUR_MS - 1, "healthy"],
    [48 * HOUR_MS, "stalled"],
  ])("is stalled from exactly 48 hours without activity (%s ms)", (quiet, state) => {
    expect(stateOf(facts([2, 2], { lastActivityAt: NOW - quiet }), NOW)).toBe(state);
  });

  it.each([
    [[3, 2], "dominant_writer"],
    [[59, 41], "healthy"],
    [[60, 40], "dominant_writer"],
    [[599, 401], "healthy"],
    [[1, 2, 2], "healthy"],
    [[0, 5], "dominant_writer"],
  ])("has a dominant writer from exactly 60 percent (%s)", (segments, state) => {
    expect(stateOf(facts(segments), NOW)).toBe(state);
  });

  it.each([
    [[0], "healthy"],
    [[1], "low_engagement"],
    [[1, 0, 0], "low_engagement"],
  ])("is low on engagement with one contributor and some segments (%s)", (segments, state) => {
    expect(stateOf(facts(segments), NOW)).toBe(state);
  });

  it("is quiet and healthy once the draft is finished or put away", () => {
    for (const status of ["published", "archived"] as const)
      expect(insights(facts([9], { status, lastActivityAt: 0 }), NOW)).toMatchObject({
        state: "healthy",
        alerts: [],
        recommendations: [],
      });
  });
});

describe("alerts", () => {
  it.each([
    [72 * HOUR_MS - 1, false],
    [72 * HOUR_MS, true],
  ])("no_activity from exactly 72 hours (%s ms)", (quiet, there) => {
    expect(codes(facts([2, 2], { lastActivityAt: NOW - quiet })).includes("no_activity")).toBe(there);
  });

  it.each([
    [24 * HOUR_MS - 1, false],
    [24 * HOUR_MS, true],
  ])("long_ring_hold from exactly 24 hours (%s ms)", (ms, there) => {
    expect(codes(facts([2, 2], held(ms))).includes("long_ring_hold")).toBe(there);
  });

  it.each([
    [24 * HOUR_MS - 1, []],
    [24 * HOUR_MS, ["long_ring_hold"]],
  ])("measures a hold from the last append, whatever the lease (%s ms)", (quiet, alerts) => {
    for (const leaseEndsAt of [null, NOW + HOUR_MS]) {
      const ring = { holderId: personId(0), epoch: 3, since: NOW - 60 * HOUR_MS, leaseEndsAt };
      expect(codes(facts([2, 2], { ring, lastAppendAt: NOW - quiet }))).toEqual(alerts);
    }
  });

  it.each([
    [[4], false],
    [[5], true],
    [[5, 1], false],
  ])("single_contributor from exactly five segments (%s)", (segments, there) => {
    expect(codes(facts(segments)).includes("single_contributor")).toBe(there);
  });
});

describe("recommendations", () => {
  it("passes to whoever asked first, if they may hold the ring", () => {
    const people = [person(0), person(1, { active: false }), person(2, { name: "Ilo" }), person(3)];
    const requests = [1, 2, 3].map((index) => ({ memberId: personId(index), at: NOW - index }));
    const [first] = insights(draftFacts({ people, requests, ...held(HOUR_MS) }), NOW).recommendations;
    expect(first).toEqual({
      action: "pass",
      memberId: personId(2),
      reason: "Ilo has asked for the ring.",
      confidence: 0.95,
    });
  });

  it("else to the smart pass, with its reason", () => {
    const [first] = insights(facts([3, 2, 1], held(HOUR_MS)), NOW).recommendations;
    expect(first).toMatchObject({ action: "pass", memberId: personId(2) });
    expect(first?.reason).toContain("Writer 2");
  });

  it("suggests a second writer to somebody alone and a first line to a blank page", () => {
    const actions = insights(facts([0], held(HOUR_MS)), NOW).recommendations.map((one) => one.action);
    expect(actions).toEqual(["add", "invite"]);
  });

  it("holds its shape, its order and its answer for any facts", () => {
    const arbitrary = fc.record({
      segments: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }),
      quiet: fc.integer({ min: 0, max: 200 }),
      hold: fc.integer({ min: 0, max: 200 }),
      asks: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }),
      status: fc.constantFrom("open" as const, "published" as const, "archived" as const),
    });
    fc.assert(
      fc.property(arbitrary, ({ segments, quiet, hold, asks, status }) => {
        const given = facts(segments, {
          status,
          lastActivityAt: NOW - quiet * HOUR_MS,
          requests: asks.map((index) => ({ memberId: personId(index), at: NOW })),
          ...held(hold * HOUR_MS),
        });
        const result = insights(given, NOW);
        expect(z.parse(schema, result)).toEqual(result);
        expect(insights(structuredClone(given), NOW)).toEqual(result);
        const confidences = result.recommendations.map((one) => one.confidence);
        expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
        for (const one of result.recommendations) expect(one.memberId).not.toBe(given.ring.holderId);
        expect(JSON.stringify(result)).not.toMatch(/!|fail|lazy|bad|fault|behind/i);
      }),
      { includeErrorInReport: true },
    );
  });

  it("does not change its state or alerts with the order of people", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), (order) => {
        const [creator, ...others] = wrote(4, 3, 2, 1, 6);
        if (!creator) return;
        const shuffled = order.flatMap((index) => others[index - 1] ?? []);
        const { state, alerts } = insights(facts([4, 3, 2, 1, 6]), NOW);
        expect(insights(facts([], { people: [creator, ...shuffled] }), NOW)).toMatchObject({ state, alerts });
      }),
      { includeErrorInReport: true },
    );
  });
});
