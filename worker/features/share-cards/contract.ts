import * as z from "zod/mini";

const count = z.int().check(z.minimum(0));

const cardContributor = z.strictObject({
  handle: z.string(),
  name: z.string(),
  /** Author colour, 0–7. */
  color: z.int(),
  creator: z.boolean(),
});

const shared = {
  title: z.string(),
  subtitle: z.string(),
  top_line: z.string(),
  call_to_action: z.strictObject({ label: z.string(), url: z.string() }),
  theme: z.strictObject({
    name: z.literal("paper"),
    background: z.string(),
    ink: z.string(),
    accent: z.string(),
  }),
  generated_at: z.string(),
};

/**
 * The public face of a draft. Public: every field that leaves is listed here, and nothing else does
 * (strict objects, so a stray field fails the tests rather than slips out).
 */
export const shareCard = z.discriminatedUnion("visibility", [
  z.strictObject({
    visibility: z.literal("public"),
    ...shared,
    metrics: z.strictObject({
      contributors: count,
      ring_passes_24h: count,
      /** Minutes, one decimal, over the last 50 passes; null under two passes. */
      avg_minutes_between_passes: z.nullable(z.number()),
      segments: count,
    }),
    contributors: z.array(cardContributor),
  }),
  z.strictObject({
    visibility: z.literal("private"),
    ...shared,
    metrics: z.null(),
    contributors: z.array(cardContributor),
  }),
]);
export type ShareCard = z.infer<typeof shareCard>;

/** The ring as strangers see it: seats in joining order, no ids. */
export interface CardRing {
  seats: { handle: string; initials: string; color: number; holder: boolean }[];
  /** Seats of those who asked for the ring, first come first. */
  waiting: number[];
  /** People on the ring who have no seat of their own in the drawing. */
  more: number;
  /** What is left of the lease in sixtieths, 0–60; null when there is none. */
  leaseSixtieths: number | null;
}

/** What the public page is built from. `seq` versions the address of the card's image. */
export interface PublicDraft {
  card: ShareCard;
  ring: CardRing;
  seq: number;
}
