import type { DraftFacts } from "../room/contract.ts";
import { mayHold, smartPass } from "../room/domain/smart-pass.ts";
import type { InsightState, Recommendation } from "./contract.ts";

type Person = DraftFacts["people"][number];

/** What may help an open draft, the surest first. Order and numbers follow from the facts alone. */
export function recommend(facts: DraftFacts, state: InsightState, heldLong: boolean): Recommendation[] {
  return [pass(facts, state, heldLong), invite(facts, state), add(facts, state)]
    .filter((found) => found !== null)
    .sort((a, b) => b.confidence - a.confidence);
}

/** To whoever asked first; without a request, to the one the smart pass names. */
function pass(facts: DraftFacts, state: InsightState, heldLong: boolean): Recommendation | null {
  const asker = facts.requests
    .map((request) => facts.people.find((person) => person.id === request.memberId))
    .find((person) => person && mayHold(person) && person.id !== facts.ring.holderId);
  if (asker)
    return {
      action: "pass",
      memberId: asker.id,
      reason: `${nameOf(asker)} has asked for the ring.`,
      confidence: 0.95,
    };
  const next = smartPass({
    ring: facts.ring,
    members: facts.people,
    segmentsBy: Object.fromEntries(facts.people.map((person) => [person.id, person.segments])),
    lastHeldAt: Object.fromEntries(
      facts.people.flatMap((person) => (person.lastHeldAt === null ? [] : [[person.id, person.lastHeldAt]])),
    ),
  });
  if (!next) return null;
  const confidence = heldLong ? 0.9 : state === "dominant_writer" ? 0.85 : state === "stalled" ? 0.75 : 0.5;
  return { action: "pass", memberId: next.to, reason: next.reason, confidence };
}

function invite(facts: DraftFacts, state: InsightState): Recommendation | null {
  const writers = facts.people.filter(mayHold).length;
  if (writers <= 1)
    return {
      action: "invite",
      memberId: null,
      reason: "A second writer would have the ring to give you something back.",
      confidence: state === "low_engagement" ? 0.85 : 0.6,
    };
  if (state !== "low_engagement" && state !== "stalled") return null;
  return {
    action: "invite",
    memberId: null,
    reason: "Fresh eyes often find the next line.",
    confidence: 0.4,
  };
}

function add(facts: DraftFacts, state: InsightState): Recommendation | null {
  if (facts.segmentCount === 0)
    return {
      action: "add",
      memberId: null,
      reason: "Any first line will do. It sets the piece going.",
      confidence: 0.8,
    };
  if (state !== "stalled") return null;
  return { action: "add", memberId: null, reason: "One sentence is enough to wake it.", confidence: 0.65 };
}

function nameOf(person: Person): string {
  return person.name || `@${person.handle}`;
}
