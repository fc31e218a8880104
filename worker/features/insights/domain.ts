import { HOUR_MS, isoTime } from "../../kernel/clock.ts";
import type { DraftFacts } from "../room/contract.ts";
import { contributors } from "../share-cards/domain.ts";
import type { InsightAlert, InsightState, Insights } from "./contract.ts";
import { recommend } from "./domain-recommend.ts";

export const STALLED_MS_MIN = 48 * HOUR_MS;
export const NO_ACTIVITY_MS_MIN = 72 * HOUR_MS;
export const LONG_HOLD_MS_MIN = 24 * HOUR_MS;
export const DOMINANT_SHARE_PERCENT_MIN = 60;
export const SINGLE_CONTRIBUTOR_SEGMENTS_MIN = 5;

/**
 * How a draft is doing at `now` (epoch ms). The first state that holds, in this order: stalled, dominant_writer,
 * low_engagement, healthy. A finished or archived draft asks for nothing, so it is healthy and quiet.
 */
export function insights(facts: DraftFacts, now: number): Insights {
  const state = stateOf(facts, now);
  const open = facts.status === "open";
  return {
    draftId: facts.id,
    generatedAt: isoTime(now),
    state,
    summary: summaryOf(facts, state),
    alerts: open ? alertsOf(facts, now) : [],
    recommendations: open ? recommend(facts, state, heldFor(facts, now) >= LONG_HOLD_MS_MIN) : [],
  };
}

/** Exposed for tests of its boundaries. */
export function stateOf(facts: DraftFacts, now: number): InsightState {
  if (facts.status !== "open") return "healthy";
  if (now - facts.lastActivityAt >= STALLED_MS_MIN) return "stalled";
  const people = contributors(facts).length;
  if (people >= 2 && leadShare(facts) >= DOMINANT_SHARE_PERCENT_MIN) return "dominant_writer";
  if (people === 1 && facts.segmentCount > 0) return "low_engagement";
  return "healthy";
}

/** Share of all segments that the most frequent author wrote, in percent; 0 without segments. */
function leadShare(facts: DraftFacts): number {
  const most = Math.max(0, ...facts.people.map((person) => person.segments));
  return facts.segmentCount === 0 ? 0 : (most * 100) / facts.segmentCount;
}

/** How long the ring has been held, in ms: measured from the last pass or append, whatever the lease. */
function heldFor(facts: DraftFacts, now: number): number {
  return now - Math.max(facts.ring.since, facts.lastAppendAt ?? 0);
}

function alertsOf(facts: DraftFacts, now: number): InsightAlert[] {
  const alerts: InsightAlert[] = [];
  if (now - facts.lastActivityAt >= NO_ACTIVITY_MS_MIN)
    alerts.push({
      code: "no_activity",
      message: "Nothing new for three days. The piece is kept as you left it.",
    });
  if (heldFor(facts, now) >= LONG_HOLD_MS_MIN)
    alerts.push({ code: "long_ring_hold", message: "The ring has rested in one place for a day or more." });
  if (contributors(facts).length === 1 && facts.segmentCount >= SINGLE_CONTRIBUTOR_SEGMENTS_MIN)
    alerts.push({ code: "single_contributor", message: "One voice so far. There is room for another." });
  return alerts;
}

function summaryOf(facts: DraftFacts, state: InsightState): string {
  if (facts.status === "published") return "Finished and published.";
  if (facts.status === "archived") return "Put away for now, every word kept.";
  switch (state) {
    case "stalled":
      return "It has been quiet here for a while. One line is enough to go on.";
    case "dominant_writer":
      return "One of you has carried most of it so far.";
    case "low_engagement":
      return "One voice so far, and room for more.";
    case "healthy":
      return facts.segmentCount === 0 ? "A fresh page, ready when you are." : "It is moving along well.";
  }
}
