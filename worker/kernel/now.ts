import * as z from "zod";
import { isoTime } from "./clock.ts";
import { fail, ok, type Result } from "./result.ts";

/** The query of a read-only route that can answer "as of" another time. Parse it with `readNow`. */
export const nowQuery = z.object({
  now: z.string().max(64).optional().meta({
    description: "RFC 3339 time to answer for; default: the current time",
    example: "2026-11-20T18:00:00Z",
  }),
});

const rfc3339 = z.iso.datetime({ offset: true });

/**
 * The time a read-only answer is made for, in epoch ms: `?now=` if given, else `current`.
 * It never reaches a mutation, an expiry or a credential check. Public routes pass `max: current`
 * (the future is refused) and `min` (the time before the draft is refused).
 */
export function readNow(
  query: { now?: string | undefined },
  bounds: { current: number; min?: number; max?: number },
): Result<number> {
  if (query.now === undefined) return ok(bounds.current);
  const parsed = rfc3339.safeParse(query.now.toUpperCase());
  const at = parsed.success ? Date.parse(parsed.data) : Number.NaN;
  if (!Number.isSafeInteger(at) || at < 0)
    return fail("invalid_now", "`now` must be an RFC 3339 time.", {
      suggestedFix: "Send it like 2026-11-20T18:00:00Z.",
      fields: [{ path: "now", message: "Not an RFC 3339 time" }],
    });
  if (bounds.max !== undefined && at > bounds.max)
    return fail("invalid_now", "`now` may not lie in the future here.", {
      facts: { max: isoTime(bounds.max) },
    });
  if (bounds.min !== undefined && at < bounds.min)
    return fail("invalid_now", "`now` may not lie before there was anything to show.", {
      facts: { min: isoTime(bounds.min) },
    });
  return ok(at);
}

/** The UTC day of a time, as `2026-11-20`. */
export function utcDay(at: number): string {
  return isoTime(at).slice(0, 10);
}
