import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { sha256Hex } from "../../kernel/crypto.ts";
import { takeLimit } from "./service-limits.ts";
import { TestClock } from "./test.fixture.ts";

// Through unknown: comparing itty-durable's own types is too deep for the compiler.
const limiters = env.LIMITER as unknown as DurableObjectNamespace;
const stubOf = (subject: string) => limiters.get(limiters.idFromName(`test:${sha256Hex(subject)}`));

function limit(subject: string, max: number) {
  const clock = new TestClock();
  const take = async () =>
    (await takeLimit({ limiter: env.LIMITER, clock }, "test", subject, [[HOUR_MS, max]])).ok;
  return { clock, take };
}

describe("LimiterObject", () => {
  it("lets exactly max of 200 through that arrive together, on an object nobody has woken", async () => {
    for (let round = 0; round < 5; round++) {
      const { take } = limit(`race-${round}`, 7);
      const taken = await Promise.all(Array.from({ length: 200 }, take));
      expect(taken.filter(Boolean)).toHaveLength(7);
    }
  });

  it("slides: a place comes back when its hit is a window old, not before", async () => {
    const { clock, take } = limit("slides", 2);
    expect(await take()).toBe(true);
    clock.advance(MINUTE_MS);
    expect(await take()).toBe(true);
    clock.advance(HOUR_MS - MINUTE_MS - 1);
    expect(await take()).toBe(false);
    clock.advance(1);
    expect(await take()).toBe(true);
    expect(await take()).toBe(false);
  });

  it("counts on after the object was evicted", async () => {
    const { take } = limit("evicted", 2);
    await take();
    await evictDurableObject(stubOf("evicted"));
    expect(await take()).toBe(true);
    await evictDurableObject(stubOf("evicted"));
    expect(await take()).toBe(false);
  });

  it("stores numbers only, and nothing once its alarm rang", async () => {
    const { take } = limit("private@example.com", 2);
    await take();
    const stored = () =>
      runInDurableObject(stubOf("private@example.com"), async (_object, state) => [
        ...(await state.storage.list()),
      ]);
    expect(JSON.stringify(await stored())).toMatch(/^\[\["data",\{"hits":\[\d+\]\}\]\]$/);
    expect(await runDurableObjectAlarm(stubOf("private@example.com"))).toBe(true);
    expect(await stored()).toEqual([]);
  });

  it("says how long to wait", async () => {
    const clock = new TestClock();
    const call = () => takeLimit({ limiter: env.LIMITER, clock }, "test", "wait", [[90 * MINUTE_MS, 1]]);
    await call();
    clock.advance(500);
    expect(await call()).toMatchObject({ error: { code: "rate_limited", retryAfter: 5400 } });
  });
});
