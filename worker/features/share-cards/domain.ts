import { isoTime, MINUTE_MS } from "../../kernel/clock.ts";
import type { DraftFacts } from "../room/contract.ts";
import type { ShareCard } from "./contract.ts";
import { topLine } from "./domain-top-line.ts";

/** Contributors named on a card; the full count is in the metrics. */
export const CARD_CONTRIBUTORS_MAX = 5;
/** Passes that the average is taken over. */
export const CARD_PASSES_MAX = 50;
export const CARD_WIDTH_PX = 1200;
export const CARD_HEIGHT_PX = 630;

type Person = DraftFacts["people"][number];

const THEME = { name: "paper", background: "#FBF8F3", ink: "#1C1917", accent: "#A86A14" } as const;

/**
 * Everyone the draft is by: its creator (the first to join) and whoever added a segment, the creator first,
 * then by handle. Invited people who have not written yet stay out of what is public.
 */
export function contributors(facts: Pick<DraftFacts, "people">): Person[] {
  const creator = facts.people[0];
  const others = facts.people.filter((person) => person !== creator && person.segments > 0);
  others.sort((a, b) => compare(a.handle, b.handle) || compare(a.id, b.id));
  return creator ? [creator, ...others] : others;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Mean minutes between the last (at most 50) passes, to one decimal; null under two passes.
 * The mean of the gaps is the whole span over their number.
 */
export function averageMinutesBetweenPasses(times: readonly number[]): number | null {
  const recent = [...times].sort((a, b) => a - b).slice(-CARD_PASSES_MAX);
  const first = recent[0];
  const last = recent.at(-1);
  if (recent.length < 2 || first === undefined || last === undefined) return null;
  return Math.round(((last - first) / (recent.length - 1) / MINUTE_MS) * 10) / 10;
}

/** The draft's card at `now` (epoch ms). Private drafts get the neutral one, which shows nothing of them. */
export function shareCard(facts: DraftFacts, now: number): ShareCard {
  if (!facts.sharing) return privateCard(now);
  const everyone = contributors(facts);
  return {
    visibility: "public",
    title: facts.title,
    subtitle: subtitle(facts, everyone.length),
    top_line: topLine(facts, everyone.length, now),
    metrics: {
      contributors: everyone.length,
      ring_passes_24h: facts.passesIn24h,
      avg_minutes_between_passes: averageMinutesBetweenPasses(facts.recentPassTimes),
      segments: facts.segmentCount,
    },
    contributors: everyone.slice(0, CARD_CONTRIBUTORS_MAX).map(({ handle, name, color }, index) => ({
      handle,
      name,
      color,
      creator: index === 0,
    })),
    call_to_action: {
      label: facts.status === "published" ? "See who wrote it" : "See how it goes",
      url: `/d/${facts.id}`,
    },
    theme: THEME,
    generated_at: isoTime(now),
  };
}

/** The card of a draft whose owner has not switched sharing on: the same for every draft. */
export function privateCard(now: number): ShareCard {
  return {
    visibility: "private",
    title: "A private draft",
    subtitle: "Kept between its writers for now",
    top_line: "Good things take their time.",
    metrics: null,
    contributors: [],
    call_to_action: { label: "Start a draft of your own", url: "/drafts/new" },
    theme: THEME,
    generated_at: isoTime(now),
  };
}

function subtitle(facts: DraftFacts, people: number): string {
  const holder = facts.people.find((person) => person.id === facts.ring.holderId);
  const who =
    facts.status === "open" && holder
      ? `@${holder.handle} has the ring`
      : facts.status === "published"
        ? "Finished together"
        : "Put away for now";
  return [
    who,
    counted(people, "contributor"),
    `${counted(facts.passesIn24h, "pass", "passes")} in 24 hours`,
  ].join(" · ");
}

/** "1 segment", "3 segments". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** The one line of numbers under a card's title, empty where there are none to show. */
export function numbersLine(card: ShareCard): string {
  if (card.metrics === null) return "";
  const { contributors: people, segments, ring_passes_24h: passes } = card.metrics;
  const parts = [counted(segments, "segment"), counted(people, "contributor")];
  return [...parts, ...(passes > 0 ? [`${counted(passes, "pass", "passes")} in 24 hours`] : [])].join(" · ");
}
