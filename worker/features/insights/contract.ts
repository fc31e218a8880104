import * as z from "zod/mini";
import { id } from "../room/contract.ts";

export const INSIGHT_STATES = ["stalled", "dominant_writer", "low_engagement", "healthy"] as const;
export const INSIGHT_ALERTS = ["no_activity", "long_ring_hold", "single_contributor"] as const;
export const INSIGHT_ACTIONS = ["pass", "invite", "add"] as const;

/** How a draft is doing at a time, for its members: computed from its facts, with the reasons in words. */
export const insights = z
  .object({
    draftId: id,
    /** The time the insights are for, RFC 3339. */
    generatedAt: z.string(),
    state: z.enum(INSIGHT_STATES),
    /** The state in kind words. */
    summary: z.string(),
    alerts: z.array(z.object({ code: z.enum(INSIGHT_ALERTS), message: z.string() })),
    /** What may help, the surest first. */
    recommendations: z.array(
      z.object({
        action: z.enum(INSIGHT_ACTIONS),
        /** Whom to pass to; null for the other actions. */
        memberId: z.nullable(id),
        reason: z.string(),
        /** 0 to 1: how surely the facts speak for it. */
        confidence: z.number().check(z.minimum(0), z.maximum(1)),
      }),
    ),
  })
  .check(z.meta({ id: "Insights" }));

export type Insights = z.infer<typeof insights>;
export type InsightState = Insights["state"];
export type InsightAlert = Insights["alerts"][number];
export type Recommendation = Insights["recommendations"][number];
