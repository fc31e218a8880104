import type { Segment } from "@worker/features/room/contract.ts";
import { MINUTE_MS } from "@worker/kernel/clock.ts";
import type { RingPerson, RingView } from "~/ui/ring/ring-geometry.ts";

/** The scene's own small piece: three people, three parts, and the ring comes round. */
const MARA = "mara";
const ILO = "ilo";
const NOOR = "noor";

const PEOPLE = [
  { id: MARA, initials: "M", name: "Mara", color: 0 },
  { id: ILO, initials: "I", name: "Ilo", color: 1 },
  { id: NOOR, initials: "N", name: "Noor", color: 3 },
] as const;

const TEXTS = [
  { by: MARA, text: "The keeper of the lighthouse wrote one letter a year, and never to the same person." },
  { by: ILO, text: "This year it came to me. It smelled of salt, and inside was a single line: your turn." },
  { by: NOOR, text: "So I climbed the hill, lit the lamp, and sat down to think of a stranger." },
] as const;

interface Step {
  holds: string;
  typing?: string;
  asks?: string;
  /** How many parts are written. */
  written: number;
  lease: number;
  caption: string;
  /** How long it stands, in milliseconds. */
  ms: number;
}

const STEPS: readonly Step[] = [
  { holds: MARA, written: 1, lease: 0.86, caption: "Mara holds the ring, so Mara writes.", ms: 3200 },
  { holds: MARA, asks: ILO, written: 1, lease: 0.78, caption: "Ilo asks for it.", ms: 2400 },
  { holds: ILO, written: 1, lease: 1, caption: "Mara passes it on.", ms: 1900 },
  { holds: ILO, typing: ILO, written: 1, lease: 0.94, caption: "Ilo is writing.", ms: 2200 },
  { holds: ILO, written: 2, lease: 0.9, caption: "There it is, in Ilo’s colour.", ms: 3000 },
  { holds: NOOR, written: 2, lease: 1, caption: "Ilo passes it to Noor.", ms: 1900 },
  { holds: NOOR, typing: NOOR, written: 2, lease: 0.93, caption: "Noor is writing.", ms: 2200 },
  { holds: NOOR, written: 3, lease: 0.88, caption: "One piece, three hands.", ms: 3000 },
  { holds: MARA, written: 3, lease: 1, caption: "And the ring comes round.", ms: 0 },
];

export const LAST_STEP = STEPS.length - 1;

/** What of a segment is shown; the scene has no seals to show. */
type Part = Pick<Segment, "seq" | "position" | "text" | "origin" | "at">;

export interface Scene {
  view: RingView;
  segments: { segment: Part; author: (typeof PEOPLE)[number] }[];
  caption: string;
  /** How long it stands, in milliseconds; the last one stands for good. */
  ms: number;
}

/** The scene at a step, 0 … LAST_STEP; beyond either end, that end. `now` (epoch milliseconds) dates its parts. */
export function sceneAt(step: number, now: number): Scene {
  const { holds, typing, asks, written, lease, caption, ms } = stepAt(step);
  const people = PEOPLE.map(
    (person): RingPerson => ({ ...person, state: person.id === typing ? "typing" : "here" }),
  );
  return {
    view: { people, holderId: holds, leaseFraction: lease, requests: asks ? [asks] : [] },
    segments: TEXTS.slice(0, written).flatMap(({ by, text }, index) => {
      const author = PEOPLE.find((person) => person.id === by);
      if (!author) return [];
      const position = index + 1;
      const at = now - (TEXTS.length - position) * 7 * MINUTE_MS;
      return [{ author, segment: { seq: position, position, text, origin: "human", at } }];
    }),
    caption,
    ms,
  };
}

function stepAt(step: number): Step {
  const found = STEPS[Math.min(LAST_STEP, Math.max(0, step))];
  if (!found) throw new Error("the scene has steps");
  return found;
}
