import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import type { DraftFacts } from "../room/contract.ts";

/** Hand-made facts for tests of cards and insights. */
export const NOW = Date.UTC(2026, 10, 20, 18, 0, 0);
export const DRAFT_ID = "0192f0c1-0000-7000-8000-0000000000aa";

export type Person = DraftFacts["people"][number];

export function personId(index: number): string {
  return `0192f0c1-0000-7000-8000-${String(index).padStart(12, "0")}`;
}

export function person(index: number, given: Partial<Person> = {}): Person {
  return {
    id: personId(index),
    kind: "person",
    role: index === 0 ? "owner" : "writer",
    handle: `writer-${index}`,
    name: `Writer ${index}`,
    color: index % 8,
    joinedAt: NOW - 5 * DAY_MS + index * MINUTE_MS,
    active: true,
    segments: 2,
    lastHeldAt: null,
    ...given,
  };
}

export function draftFacts(given: Partial<DraftFacts> = {}): DraftFacts {
  const people = given.people ?? [
    person(0, { handle: "mara", name: "Mara Lind", segments: 4 }),
    person(1, { handle: "ilo", name: "Ilo", segments: 3 }),
    person(2, { handle: "sam", name: "Sam Okafor", segments: 2 }),
  ];
  return {
    id: DRAFT_ID,
    title: "The lighthouse keeper’s second language",
    platform: "x",
    kind: "thread",
    status: "open",
    sharing: true,
    createdAt: NOW - 5 * DAY_MS,
    seq: 42,
    segmentCount: people.reduce((sum, one) => sum + one.segments, 0),
    ring: {
      holderId: people[0]?.id ?? personId(0),
      epoch: 9,
      since: NOW - 7 * HOUR_MS,
      leaseEndsAt: NOW + 17 * HOUR_MS,
    },
    leaseFrom: NOW - 7 * HOUR_MS,
    lastAppendAt: NOW - 8 * HOUR_MS,
    people,
    requests: [],
    passesIn24h: 4,
    recentPassTimes: [NOW - 20 * HOUR_MS, NOW - 14 * HOUR_MS, NOW - 9 * HOUR_MS, NOW - 7 * HOUR_MS],
    lastActivityAt: NOW - 7 * HOUR_MS,
    ...given,
  };
}
