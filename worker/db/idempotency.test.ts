import { env } from "cloudflare:test";
import { drizzle } from "drizzle-orm/d1";
import { beforeEach, describe, expect, it } from "vitest";
import { IDEMPOTENCY_IN_FLIGHT_MS, IDEMPOTENCY_KEEP_MS } from "../kernel/limits.ts";
import { fail, ok } from "../kernel/result.ts";
import { once, purge } from "./idempotency.ts";
import { idempotency } from "./schema.ts";

const db = drizzle(env.DB);
let now = 1_800_000_000_000;
const deps = { db, clock: { now: () => now } };
const call = { actor: "user-1", route: "createThing", key: "key-12345", input: { b: 2, a: 1 } };

/** An effect that can be counted: a row of its own. */
const effect = () => db.insert(idempotency).values(effectRow(crypto.randomUUID()));
const effectRow = (id: string) =>
  ({ id: `effect-${id}`, inputHash: "", state: "done", owner: "", answer: null, reservedAt: now }) as const;
const effects = async () =>
  (await db.select().from(idempotency)).filter((row) => row.id.startsWith("effect-")).length;

beforeEach(async () => {
  await db.delete(idempotency);
  now += 1000;
});

describe("once", () => {
  it("runs once and replays the first answer", async () => {
    let runs = 0;
    const run = async () => ok({ run: ++runs });
    expect(await once(deps, call, run)).toEqual(ok({ run: 1 }));
    expect(await once(deps, { ...call, input: { a: 1, b: 2 } }, run)).toEqual(ok({ run: 1 }));
    expect(runs).toBe(1);
  });

  it("tells actors, routes and keys apart, and cannot be confused by their borders", async () => {
    let runs = 0;
    const run = async () => ok(++runs);
    for (const other of [
      call,
      { ...call, actor: "user-2" },
      { ...call, route: "other" },
      { ...call, key: "key-54321" },
      { ...call, actor: "user-1createThing", route: "" },
    ])
      await once(deps, other, run);
    expect(runs).toBe(5);
  });

  it("refuses another input under the same key, done or in flight", async () => {
    const other = { ...call, input: { a: 2 } };
    await once(deps, call, async () => {
      expect(await once(deps, other, async () => ok(0))).toMatchObject({
        error: { code: "idempotency_mismatch" },
      });
      return ok(1);
    });
    expect(await once(deps, other, async () => ok(0))).toMatchObject({
      error: { code: "idempotency_mismatch" },
    });
  });

  it("has one effect when 50 arrive at once", async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, () =>
        once(deps, call, async (settle) => {
          await db.batch([effect(), settle("made")]);
          return ok("made");
        }),
      ),
    );
    expect(await effects()).toBe(1);
    for (const result of all)
      expect(result.ok ? result.value : result.error.code).toMatch(/^(made|idempotency_in_flight)$/);
  });

  it("keeps no failure and no throw: the key may be tried again", async () => {
    expect(await once(deps, call, async () => fail("draft_full", "full"))).toMatchObject({ ok: false });
    await expect(once(deps, call, () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
    expect(await once(deps, call, async () => ok("then"))).toEqual(ok("then"));
  });

  it("keeps the answer when the run throws after its batch was stored", async () => {
    const run = once(deps, call, async (settle) => {
      await db.batch([effect(), settle("made")]);
      throw new Error("lost connection");
    });
    await expect(run).rejects.toThrow("lost connection");
    expect(await once(deps, call, async () => ok("again"))).toEqual(ok("made"));
  });

  it("lets a vanished owner be taken over, and refuses the batch of one who comes back", async () => {
    const slow = once(deps, call, async (settle) => {
      now += IDEMPOTENCY_IN_FLIGHT_MS - 1;
      expect(await once(deps, call, async () => ok("early"))).toMatchObject({
        error: { code: "idempotency_in_flight", retryAfter: 1 },
      });
      now += 1;
      const second = await once(deps, call, async (mine) => {
        await db.batch([effect(), mine("second")]);
        return ok("second");
      });
      expect(second).toEqual(ok("second"));
      await db.batch([effect(), settle("first")]);
      return ok("first");
    });
    await expect(slow).rejects.toThrow();
    expect(await effects()).toBe(1);
    expect(await once(deps, call, async () => ok("third"))).toEqual(ok("second"));
  });

  it("stores neither key nor input", async () => {
    await once(deps, { ...call, key: "canary-key-1", input: { text: "canary-input" } }, async () =>
      ok({ id: "x" }),
    );
    expect(JSON.stringify(await db.select().from(idempotency))).not.toContain("canary");
  });

  it("forgets after 30 days", async () => {
    await once(deps, call, async () => ok(1));
    now += IDEMPOTENCY_KEEP_MS;
    await purge(deps);
    expect(await once(deps, call, async () => ok(2))).toEqual(ok(1));
    now += 1;
    await purge(deps);
    expect(await once(deps, call, async () => ok(2))).toEqual(ok(2));
  });
});
