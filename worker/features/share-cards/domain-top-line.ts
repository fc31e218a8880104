import { DAY_MS } from "../../kernel/clock.ts";
import type { DraftFacts } from "../room/contract.ts";

const PASSES_LIVELY_MIN = 5;
const CONTRIBUTORS_MANY_MIN = 5;

/** The one supportive line over a card, chosen from the facts by the first rule that holds. Never a verdict on anybody. */
export function topLine(facts: DraftFacts, contributors: number, now: number): string {
  if (facts.status === "published") return "Written together, and finished.";
  if (facts.status === "archived") return "Resting for now, every word kept.";
  if (facts.segmentCount === 0) return "The first line is still to come.";
  if (facts.passesIn24h >= PASSES_LIVELY_MIN) return "The ring is travelling today.";
  if (contributors >= CONTRIBUTORS_MANY_MIN) return "Many hands, one piece.";
  if (facts.passesIn24h > 0) return "It changed hands today.";
  if (contributors === 1) return "There is room for another voice.";
  if (now - facts.lastActivityAt < DAY_MS) return "Growing line by line.";
  return "A piece that takes its time.";
}
