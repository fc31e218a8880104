import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { shareCard as schema } from "./contract.ts";
import { averageMinutesBetweenPasses, CARD_CONTRIBUTORS_MAX, contributors, shareCard } from "./domain.ts";
import { cardRing, initials, RING_SEATS_MAX } from "./domain-ring.ts";
import { draftFacts, NOW, person } from "./facts.fixture.ts";

const people = fc
  .uniqueArray(
    fc.record({
      handle: fc.stringMatching(/^[a-z0-9_]{3,12}$/),
      segments: fc.integer({ min: 0, max: 9 }),
      active: fc.boolean(),
      role: fc.constantFrom("owner" as const, "writer" as const, "commenter" as const, "viewer" as const),
    }),
    { selector: (one) => one.handle, minLength: 1, maxLength: 14 },
  )
  .map((list) => list.map((one, index) => person(index, one)));

describe("the share card", () => {
  it("is what the contract allows, with everything the page asks for", () => {
    const card = shareCard(draftFacts(), NOW);
    expect(z.parse(schema, card)).toEqual(card);
    expect(card).toEqual({
      visibility: "public",
      title: "The lighthouse keeper’s second language",
      subtitle: "@mara has the ring · 3 contributors · 4 passes in 24 hours",
      top_line: "It changed hands today.",
      metrics: { contributors: 3, ring_passes_24h: 4, avg_minutes_between_passes: 260, segments: 9 },
      contributors: [
        { handle: "mara", name: "Mara Lind", color: 0, creator: true },
        { handle: "ilo", name: "Ilo", color: 1, creator: false },
        { handle: "sam", name: "Sam Okafor", color: 2, creator: false },
      ],
      call_to_action: { label: "See how it goes", url: `/d/${draftFacts().id}` },
      theme: { name: "paper", background: "#FBF8F3", ink: "#1C1917", accent: "#A86A14" },
      generated_at: "2026-11-20T18:00:00.000Z",
    });
  });

  it("names the creator first, then by handle, five at most, and counts all", () => {
    fc.assert(
      fc.property(people, (list) => {
        const card = shareCard(draftFacts({ people: list }), NOW);
        const counted = list.filter((one, index) => index === 0 || one.segments > 0);
        expect(card.metrics?.contributors).toBe(counted.length);
        expect(card.contributors.length).toBe(Math.min(CARD_CONTRIBUTORS_MAX, counted.length));
        const [creator, ...others] = card.contributors.map((one) => one.handle);
        expect(creator).toBe(list[0]?.handle);
        expect(others).toEqual([...others].sort());
      }),
      { includeErrorInReport: true },
    );
  });

  it("does not depend on the order in which the others joined, nor on how often it is asked", () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const [creator, ...rest] = list;
        if (!creator) return;
        const shuffled = rest
          .map((one) => ({ one, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const facts = draftFacts({ people: list });
        const again = draftFacts({ people: [creator, ...shuffled], ring: facts.ring });
        expect(shareCard(again, NOW)).toEqual(shareCard(facts, NOW));
        expect(shareCard(facts, NOW)).toEqual(shareCard(facts, NOW));
      }),
      { includeErrorInReport: true },
    );
  });

  it("takes the mean over the last fifty passes, null under two", () => {
    expect(averageMinutesBetweenPasses([])).toBeNull();
    expect(averageMinutesBetweenPasses([NOW])).toBeNull();
    expect(averageMinutesBetweenPasses([NOW, NOW])).toBe(0);
    expect(averageMinutesBetweenPasses([NOW + 10 * MINUTE_MS, NOW])).toBe(10);
    const old = Array.from({ length: 30 }, (_, index) => index * DAY_MS);
    const recent = Array.from({ length: 50 }, (_, index) => NOW + index * 2 * MINUTE_MS);
    expect(averageMinutesBetweenPasses([...old, ...recent])).toBe(2);
  });

  it.each([
    ["published", "Written together, and finished.", "See who wrote it"],
    ["archived", "Resting for now, every word kept.", "See how it goes"],
  ] as const)("speaks kindly of a draft that is %s", (status, line, label) => {
    const card = shareCard(draftFacts({ status }), NOW);
    expect(card.top_line).toBe(line);
    expect(card.call_to_action.label).toBe(label);
    expect(card.subtitle).not.toContain("has the ring");
  });

  it("links inside only", () => {
    for (const sharing of [true, false])
      expect(shareCard(draftFacts({ sharing }), NOW).call_to_action.url).toMatch(/^\/[a-z]/);
  });
});

describe("what stays inside", () => {
  const canary = (name: string) => `canary-${name}`;
  const leaky = (sharing: boolean) =>
    draftFacts({
      sharing,
      title: sharing ? "Open" : canary("title"),
      people: [
        {
          ...person(0, { id: canary("creator-id"), handle: "mara", name: "Mara" }),
          ...{ email: canary("mail"), phone: canary("phone") },
        },
        person(1, { id: canary("writer-id"), segments: 0, handle: canary("handle"), name: canary("name") }),
      ],
      ring: { holderId: canary("creator-id"), epoch: 987_654, since: NOW - 1, leaseEndsAt: NOW + HOUR_MS },
      requests: [{ memberId: canary("writer-id"), at: NOW }],
    });

  it("shows no id, address, epoch or silent member of a shared draft", () => {
    const facts = leaky(true);
    const text = JSON.stringify([shareCard(facts, NOW), cardRing(facts, NOW)]);
    expect(text).not.toContain("canary");
    expect(text).not.toContain("987654");
  });

  it("shows nothing at all of a private draft", () => {
    const facts = leaky(false);
    const text = JSON.stringify([shareCard(facts, NOW), cardRing(facts, NOW)]);
    expect(text).not.toContain("canary");
    expect(shareCard(facts, NOW)).toEqual(shareCard(draftFacts({ sharing: false }), NOW));
    expect(text).not.toContain(facts.id);
  });
});

describe("the ring of a card", () => {
  it("seats contributors and the holder in joining order, always with the holder", () => {
    fc.assert(
      fc.property(people, fc.nat(), (list, pick) => {
        const holder = list[pick % list.length];
        if (!holder) return;
        const facts = draftFacts({
          people: list,
          ring: { holderId: holder.id, epoch: 2, since: NOW, leaseEndsAt: null },
        });
        const ring = cardRing(facts, NOW);
        expect(ring.seats.filter((seat) => seat.holder).map((seat) => seat.handle)).toEqual([holder.handle]);
        expect(ring.seats.length).toBeLessThanOrEqual(RING_SEATS_MAX);
        const shown = new Set([holder, ...contributors(facts)]);
        expect(ring.seats.length + ring.more).toBe(shown.size);
      }),
      { includeErrorInReport: true },
    );
  });

  it.each([
    [NOW, 60],
    [NOW + 12 * HOUR_MS, 30],
    [NOW + 24 * HOUR_MS, 0],
    [NOW + 99 * HOUR_MS, 0],
  ])("runs down with the lease (%s)", (now, sixtieths) => {
    const ring = { holderId: person(0).id, epoch: 1, since: NOW, leaseEndsAt: NOW + DAY_MS };
    const facts = draftFacts({ ring, leaseFrom: NOW });
    expect(cardRing(facts, now).leaseSixtieths).toBe(sixtieths);
  });

  it.each([
    ["Mara Lind", "ML"],
    ["ilo", "I"],
    ["Zoë van Ångström", "ZÅ"],
    ["林 美咲", "林"],
    ["👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦"],
    ["  ", ""],
  ])("shortens %s to %s", (name, short) => {
    expect(initials(name)).toBe(short);
  });
});
