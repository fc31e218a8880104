import { draftAnalytics } from "@worker/features/draft-analytics/contract.ts";
import { insights } from "@worker/features/insights/contract.ts";
import { draftView, id, roomEvent, segment, seq, time, you } from "@worker/features/room/contract.ts";
import * as z from "zod/mini";

/** What the room asks for when a part opens: the shapes of `/drafts/:id/panel/…`, parsed once in the browser. */

const viewPanel = z.object({ view: draftView, you });
const segmentsPanel = z.object({ segments: z.array(segment), hasOlder: z.boolean() });
const historyPanel = z.object({
  seq,
  title: z.string(),
  holderId: id,
  epoch: z.int(),
  segments: z.array(segment),
  hasOlder: z.boolean(),
});
export type HistoryState = z.infer<typeof historyPanel>;
const eventsPanel = z.object({ events: z.array(roomEvent), hasMore: z.boolean() });
const notePanel = z.object({ text: z.string() });

const proofPanel = z.object({
  holds: z.boolean(),
  /** Why it does not hold, in words; null when it does. */
  trouble: z.nullable(z.string()),
  segments: z.array(
    z.object({ seq, position: z.int(), authorId: id, origin: z.string(), at: time, seal: z.string() }),
  ),
});

const invitesPanel = z.object({
  invites: z.array(
    z.object({
      id,
      role: z.string(),
      createdAt: time,
      expiresAt: time,
      state: z.enum(["open", "used", "expired", "revoked"]),
      bound: z.boolean(),
    }),
  ),
});

/** The answer of the room's form door, with or without JavaScript. */
export const actAnswer = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    intent: z.string(),
    /** Where to go now: a fork's own page, or the list after leaving. */
    goTo: z.optional(z.string()),
    /** A new invite's link, shown once. */
    link: z.optional(z.string()),
  }),
  z.object({
    ok: z.literal(false),
    intent: z.string(),
    code: z.string(),
    detail: z.string(),
    /** What was typed, so that nothing is lost. */
    text: z.optional(z.string()),
  }),
]);
export type ActAnswer = z.infer<typeof actAnswer>;

/** Every panel's shape, by the name in its address. */
export const panels = {
  view: viewPanel,
  segments: segmentsPanel,
  history: historyPanel,
  events: eventsPanel,
  note: notePanel,
  proof: proofPanel,
  invites: invitesPanel,
  insights,
  numbers: draftAnalytics,
};
export type Panels = typeof panels;
