import { DAY_MS, isoTime } from "../../kernel/clock.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import {
  type DayCount,
  type DraftEventData,
  type DraftEventType,
  draftEventData,
  EVENT_SCHEMA_VERSION,
  type StoredEvent,
} from "./contract.ts";

/** Days shown in a series; totals count everything. */
export const SERIES_DAYS_MAX = 90;

export interface DayNumbers {
  /** UTC day, `2026-11-20`. */
  day: string;
  views: number;
  shares: number;
  segments: number;
  passes: number;
  comments: number;
}

export interface PersonNumbers {
  memberId: string;
  segments: number;
  characters: number;
  /** Time the ring was held while the draft was open, in milliseconds. */
  heldMs: number;
}

export interface DraftNumbers {
  views: number;
  shares: number;
  segments: number;
  characters: number;
  comments: number;
  /** People with at least one segment. */
  contributors: number;
  /** Moves of the ring by hand or by the draft's rule: recalls and lapsed leases are not passes. */
  ringPasses: number;
  ringMoves: number;
  /** Who holds the ring at `now`. */
  holderId: string | null;
  /** By time held, longest first, then by id. */
  people: PersonNumbers[];
  /** Oldest first, without gaps, ending with the day of `now`. */
  series: DayNumbers[];
}

type Known = {
  [T in DraftEventType]: { type: T; id: string; at: number; actorId: string | null; data: DraftEventData<T> };
}[DraftEventType];

/**
 * The numbers of a draft at `now` (epoch ms), from its facts alone: their order does not matter and a fact
 * that comes twice counts once. Types that are not about writing are passed over; a schema version that
 * this code does not know makes the answer a failure rather than a wrong number.
 */
export function draftNumbers(
  facts: readonly StoredEvent[],
  visits: readonly DayCount[],
  now: number,
): Result<DraftNumbers> {
  const known = readFacts(facts.filter((fact) => fact.occurredAt <= now));
  if (!known.ok) return known;
  if (visits.some((visit) => visit.schemaVersion !== EVENT_SCHEMA_VERSION)) return unreadable();
  const days = new Map<string, DayNumbers>();
  const people = new Map<string, PersonNumbers>();
  countWriting(known.value, days, people);
  const holderId = countHolding(known.value, people, now);
  for (const { type, at } of known.value) if (type in DAY_FIELD) addToDay(days, type, utcDayOf(at), 1);
  for (const { type, day, count } of visits) if (day <= utcDayOf(now)) addToDay(days, type, day, count);
  const total = (field: Exclude<keyof DayNumbers, "day">) =>
    [...days.values()].reduce((sum, day) => sum + day[field], 0);
  const persons = [...people.values()].filter((person) => person.segments > 0 || person.heldMs > 0);
  return ok({
    views: total("views"),
    shares: total("shares"),
    segments: total("segments"),
    characters: persons.reduce((sum, person) => sum + person.characters, 0),
    comments: total("comments"),
    contributors: persons.filter((person) => person.segments > 0).length,
    ringPasses: total("passes"),
    ringMoves: known.value.filter(({ type }) => type === "ring_passed" || type === "ring_moved").length,
    holderId,
    people: persons.sort((a, b) => b.heldMs - a.heldMs || (a.memberId < b.memberId ? -1 : 1)),
    series: seriesOf(days, now),
  });
}

const unreadable = () => fail("events_unreadable", "Some facts were written by a newer version of OneRing.");

/** Facts parsed and in the order they happened in the draft: by its own event numbers, then by time. */
function readFacts(facts: readonly StoredEvent[]): Result<Known[]> {
  const byId = new Map<string, Known>();
  for (const fact of facts) {
    if (fact.schemaVersion !== EVENT_SCHEMA_VERSION) return unreadable();
    if (!isDraftEventType(fact.type)) continue;
    const data = draftEventData[fact.type].safeParse(fact.data);
    if (!data.success) return unreadable();
    byId.set(fact.id, {
      type: fact.type,
      id: fact.id,
      at: fact.occurredAt,
      actorId: fact.actorId,
      data: data.data,
    } as Known);
  }
  return ok([...byId.values()].sort((a, b) => seqOf(a) - seqOf(b) || a.at - b.at || (a.id < b.id ? -1 : 1)));
}

const isDraftEventType = (type: string): type is DraftEventType => Object.hasOwn(draftEventData, type);
const seqOf = ({ data }: Known) => ("seq" in data ? data.seq : Number.MAX_SAFE_INTEGER);
const utcDayOf = (at: number) => isoTime(at).slice(0, 10);

const DAY_FIELD: Partial<Record<string, Exclude<keyof DayNumbers, "day">>> = {
  draft_viewed: "views",
  draft_shared: "shares",
  segment_appended: "segments",
  ring_passed: "passes",
  comment_added: "comments",
};

function addToDay(days: Map<string, DayNumbers>, type: string, day: string, count: number): void {
  const field = DAY_FIELD[type];
  const numbers = days.get(day) ?? emptyDay(day);
  if (field !== undefined) numbers[field] += count;
  days.set(day, numbers);
}

const emptyDay = (day: string): DayNumbers => ({
  day,
  views: 0,
  shares: 0,
  segments: 0,
  passes: 0,
  comments: 0,
});

function personIn(people: Map<string, PersonNumbers>, memberId: string): PersonNumbers {
  const person = people.get(memberId) ?? { memberId, segments: 0, characters: 0, heldMs: 0 };
  people.set(memberId, person);
  return person;
}

/** Adds who wrote how much, and an empty day for the draft's first, so that a series starts there. */
function countWriting(
  facts: readonly Known[],
  days: Map<string, DayNumbers>,
  people: Map<string, PersonNumbers>,
): void {
  for (const fact of facts) {
    if (fact.type === "draft_created") addToDay(days, fact.type, utcDayOf(fact.at), 0);
    if (fact.type !== "segment_appended" || fact.actorId === null) continue;
    const person = personIn(people, fact.actorId);
    person.segments += 1;
    person.characters += fact.data.characters;
  }
}

/**
 * Adds the time each person held the ring, and gives the last holder. Time does not run while the draft is
 * archived or published.
 */
function countHolding(
  facts: readonly Known[],
  people: Map<string, PersonNumbers>,
  now: number,
): string | null {
  let holder: string | null = null;
  let since: number | null = null;
  const settle = (at: number) => {
    if (holder !== null && since !== null) personIn(people, holder).heldMs += Math.max(0, at - since);
  };
  for (const fact of facts) {
    switch (fact.type) {
      case "draft_created":
        holder = fact.actorId;
        since = fact.at;
        break;
      case "ring_passed":
      case "ring_moved":
        settle(fact.at);
        holder = fact.data.to;
        if (since !== null) since = fact.at;
        break;
      case "draft_archived":
      case "draft_published":
        settle(fact.at);
        since = null;
        break;
      case "draft_restored":
        since ??= fact.at;
        break;
    }
  }
  settle(now);
  return holder;
}

function seriesOf(days: ReadonlyMap<string, DayNumbers>, now: number): DayNumbers[] {
  const today = Math.floor(now / DAY_MS);
  const known = [...days.keys()].sort();
  const first = known[0] === undefined ? today : Math.floor(Date.parse(known[0]) / DAY_MS);
  const start = Math.max(first, today - SERIES_DAYS_MAX + 1);
  const length = Math.max(0, today - start + 1);
  return Array.from({ length }, (_, i) => {
    const day = utcDayOf((start + i) * DAY_MS);
    return days.get(day) ?? emptyDay(day);
  });
}
