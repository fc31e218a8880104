import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arcFraction,
  LARGE,
  layoutRing,
  MEDIUM,
  pointAt,
  REQUESTS_SHOWN_MAX,
  type RingPerson,
  type RingView,
  SEATS_WITH_INITIALS_MAX,
  seatAngle,
  travel,
} from "./ring-geometry.ts";

const person = (index: number): RingPerson => ({
  id: `p${index}`,
  initials: "P",
  name: `Person ${index}`,
  color: (index % 8) as RingPerson["color"],
  state: "here",
});

const ringOf = (count: number, more: Partial<RingView> = {}): RingView => ({
  people: Array.from({ length: count }, (_, index) => person(index)),
  holderId: count > 0 ? "p0" : null,
  leaseFraction: 0.5,
  requests: [],
  ...more,
});

const apart = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

describe("seats", () => {
  it("begins at the top and goes clockwise in joining order", () => {
    expect(pointAt(seatAngle(0, 4), 100, 320)).toEqual({ x: 160, y: 60 });
    expect(pointAt(seatAngle(1, 4), 100, 320)).toEqual({ x: 260, y: 160 });
    expect(pointAt(seatAngle(2, 4), 100, 320)).toEqual({ x: 160, y: 260 });
  });

  it.each([LARGE, MEDIUM])("never overlap, and stay inside the drawing, for 1 to 200 members", (metrics) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
        const { seats } = layoutRing(ringOf(count), metrics);
        expect(seats).toHaveLength(count);
        seats.forEach((seat, index) => {
          const next = seats[(index + 1) % count];
          if (next && count > 1) expect(apart(seat, next)).toBeGreaterThan(seat.r + next.r);
          for (const at of [seat.x, seat.y]) {
            expect(at - seat.r).toBeGreaterThanOrEqual(0);
            expect(at + seat.r).toBeLessThanOrEqual(metrics.size);
          }
        });
      }),
      { includeErrorInReport: true },
    );
  });

  it("carry initials up to twelve, then are dots", () => {
    expect(layoutRing(ringOf(SEATS_WITH_INITIALS_MAX), LARGE).seats.every((seat) => seat.lettered)).toBe(
      true,
    );
    expect(layoutRing(ringOf(SEATS_WITH_INITIALS_MAX + 1), LARGE).seats.some((seat) => seat.lettered)).toBe(
      false,
    );
  });

  it("leave the bead room between ring and seat", () => {
    for (const { orbit, disc, radius, bead } of [LARGE, MEDIUM])
      expect(orbit - disc - (radius + bead)).toBeGreaterThanOrEqual(0);
  });
});

describe("bead", () => {
  it("stands at its holder", () => {
    expect(layoutRing(ringOf(4, { holderId: "p3" }), LARGE).beadAngle).toBe(270);
  });

  it("is not drawn where nobody holds the ring, or somebody who left", () => {
    expect(layoutRing(ringOf(3, { holderId: null }), LARGE).beadAngle).toBeNull();
    expect(layoutRing(ringOf(3, { holderId: "gone", requests: ["p1"] }), LARGE)).toMatchObject({
      beadAngle: null,
      waiting: [],
    });
    expect(layoutRing(ringOf(0), LARGE)).toEqual({ seats: [], beadAngle: null, waiting: [] });
  });

  it("takes the shorter way, clockwise between opposites, and arrives", () => {
    expect(travel(0, 90)).toBe(90);
    expect(travel(90, 0)).toBe(-90);
    expect(travel(350, 10)).toBe(20);
    expect(travel(0, 180)).toBe(180);
    expect(travel(180, 0)).toBe(180);
    fc.assert(
      fc.property(fc.integer({ min: -720, max: 720 }), fc.integer({ min: -720, max: 720 }), (from, to) => {
        const turn = travel(from, to);
        expect(turn > -180 && turn <= 180).toBe(true);
        expect((((from + turn - to) % 360) + 360) % 360).toBe(0);
      }),
    );
  });
});

describe("arc and queue", () => {
  it("is the lease, held within the circle; without a lease it is whole", () => {
    expect(arcFraction(0.25)).toBe(0.25);
    expect(arcFraction(1.4)).toBe(1);
    expect(arcFraction(-1)).toBe(0);
    expect(arcFraction(Number.NaN)).toBe(0);
    expect(arcFraction(null)).toBe(1);
  });

  it("waits on the ring behind the bead, first come nearest, apart from each other", () => {
    const { waiting, beadAngle } = layoutRing(
      ringOf(8, { requests: ["p5", "p2", "p7", "p1", "p3", "p4"] }),
      LARGE,
    );
    expect(waiting.map((dot) => dot.person.id)).toEqual(["p5", "p2", "p7", "p1", "p3"]);
    expect(waiting).toHaveLength(REQUESTS_SHOWN_MAX);
    const bead = pointAt(beadAngle ?? Number.NaN, LARGE.radius, LARGE.size);
    const distances = waiting.map((dot) => apart(dot, bead));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[0]).toBeGreaterThan(LARGE.bead + (waiting[0]?.r ?? 0));
    waiting.slice(1).forEach((dot, index) => {
      const before = waiting[index];
      if (before) expect(apart(dot, before)).toBeGreaterThan(dot.r + before.r);
    });
  });

  it("leaves out who asked and then left", () => {
    expect(
      layoutRing(ringOf(3, { requests: ["gone", "p1"] }), LARGE).waiting.map((dot) => dot.person.id),
    ).toEqual(["p1"]);
  });
});
