import type { DraftFacts } from "../room/contract.ts";
import type { CardRing } from "./contract.ts";
import { contributors } from "./domain.ts";

/** Seats that fit on the drawn circle; further people are counted. */
export const RING_SEATS_MAX = 8;
const LEASE_STEPS = 60;

/** The ring as the card draws it at `now` (epoch ms): contributors and the holder, in joining order. */
export function cardRing(facts: DraftFacts, now: number): CardRing {
  if (!facts.sharing) return { seats: [], waiting: [], more: 0, leaseSixtieths: null };
  const open = facts.status === "open";
  const shown = new Set(contributors(facts).map((person) => person.id));
  if (open) shown.add(facts.ring.holderId);
  const people = facts.people.filter((person) => shown.has(person.id));
  const holder = open ? people.find((person) => person.id === facts.ring.holderId) : undefined;
  const seated = people.slice(0, RING_SEATS_MAX);
  if (holder && !seated.includes(holder)) seated[seated.length - 1] = holder;
  const seatOf = (memberId: string) => seated.findIndex((person) => person.id === memberId);
  return {
    seats: seated.map((person) => ({
      handle: person.handle,
      initials: initials(person.name || person.handle),
      color: person.color,
      holder: person === holder,
    })),
    waiting: open
      ? facts.requests.map((request) => seatOf(request.memberId)).filter((seat) => seat >= 0)
      : [],
    more: people.length - seated.length,
    leaseSixtieths: open ? leaseLeft(facts, now) : null,
  };
}

function leaseLeft({ leaseFrom: from, ring }: DraftFacts, now: number): number | null {
  const end = ring.leaseEndsAt;
  if (end === null) return null;
  const share = end <= from ? 0 : (end - now) / (end - from);
  return Math.ceil(Math.min(1, Math.max(0, share)) * LEASE_STEPS);
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** First letters of the first and last word, upper case; one sign where the script has no cases. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s_.-]+/u);
  const firsts = (words.length > 1 ? [words[0], words.at(-1)] : words).map(firstSign);
  const cased = firsts.every((first) => /^[\p{Lu}\p{Ll}]/u.test(first));
  return (cased ? firsts : firsts.slice(0, 1)).join("").toUpperCase();
}

function firstSign(word = ""): string {
  const [first] = graphemes.segment(word);
  return first?.segment ?? "";
}
