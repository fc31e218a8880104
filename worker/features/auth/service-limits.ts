import { proxyDurable } from "itty-durable";
import * as z from "zod";
import type { Deps } from "../../env.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { sha256Hex } from "../../kernel/crypto.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { WindowRule } from "./domain-window.ts";

const answerSchema = z.object({ waitMs: z.number() });

/**
 * Takes one place in the exact limit `name` of `subject` (an address, a user id, …), or fails with
 * `rate_limited` and the seconds to wait. The object sees only a hash of the subject.
 */
export async function takeLimit(
  deps: Pick<Deps, "limiter" | "clock">,
  name: string,
  subject: string,
  rules: readonly WindowRule[],
): Promise<Result<null>> {
  const objects = proxyDurable(deps.limiter, { parse: true });
  // The proxy answers any property, `then` too: it must never be awaited or returned itself.
  const answer: unknown = await objects.get(`${name}:${sha256Hex(subject)}`).take(deps.clock.now(), ...rules);
  const { waitMs } = answerSchema.parse(answer);
  if (waitMs === 0) return ok(null);
  return fail("rate_limited", `That was a lot in a short time. Try again ${inWords(waitMs)}.`, {
    retryAfter: Math.ceil(waitMs / SECOND_MS),
  });
}

function inWords(waitMs: number): string {
  const minutes = Math.ceil(waitMs / (60 * SECOND_MS));
  if (minutes <= 1) return "in a minute";
  return minutes < 120 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}
