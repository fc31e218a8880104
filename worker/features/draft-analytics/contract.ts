import * as z from "zod/mini";
import { id } from "../room/contract.ts";

const count = z.int().check(z.minimum(0));

const dayNumbers = z.object({
  /** UTC day, `2026-11-20`. */
  day: z.string(),
  views: count,
  shares: count,
  segments: count,
  passes: count,
  comments: count,
});

const personNumbers = z.object({
  memberId: id,
  handle: z.string(),
  name: z.string(),
  /** Author colour, 0–7. */
  color: z.int(),
  segments: count,
  characters: count,
  /** Time the ring was held while the draft was open, in milliseconds. */
  heldMs: count,
  holdsNow: z.boolean(),
});

/** The numbers of a draft at a time, for its members. */
export const draftAnalytics = z
  .object({
    draftId: id,
    /** The time the numbers are for, RFC 3339. */
    generatedAt: z.string(),
    views: count,
    shares: count,
    segments: count,
    characters: count,
    comments: count,
    contributors: count,
    ringPasses: count,
    ringMoves: count,
    people: z.array(personNumbers),
    series: z.array(dayNumbers),
  })
  .check(z.meta({ id: "DraftAnalytics" }));
export type DraftAnalytics = z.infer<typeof draftAnalytics>;

export const analyticsParams = z.strictObject({ id });
