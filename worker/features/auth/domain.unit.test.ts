import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "./client.ts";
import { displayNameSchema, emailSchema, timeZoneSchema } from "./contract.ts";
import { deviceLabel } from "./domain-device.ts";
import {
  displayNameOf,
  generateHandle,
  HANDLE_CHARS_MAX,
  HANDLE_PATTERN,
  handleProblem,
} from "./domain-handles.ts";
import { codeHash, derivedSecret, isSecret, secretHash } from "./domain-secrets.ts";
import { slide, type WindowRule } from "./domain-window.ts";
import { ADJECTIVES, NOUNS } from "./domain-words.ts";
import { randomCode, randomInt } from "./random.ts";

const checked = { includeErrorInReport: true } as const;

describe("handles", () => {
  it("have at least 64 words on each side, each once, each fit for a handle", () => {
    for (const words of [ADJECTIVES, NOUNS]) {
      expect(words.length).toBeGreaterThanOrEqual(64);
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect(word).toMatch(/^[a-z]{2,10}$/);
    }
  });

  it("are generated valid, short enough and never reserved, for any draw", () => {
    const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(draws, (numbers) => {
        const queue = [...numbers];
        const handle = generateHandle((below) => Math.floor((queue.shift() ?? 0) * below));
        expect(handle).toMatch(/^[a-z]+_[a-z]+_\d{4}$/);
        expect(handle.length).toBeLessThanOrEqual(HANDLE_CHARS_MAX);
        expect(handleProblem(handle)).toBeNull();
        expect(displayNameOf(handle)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      }),
      checked,
    );
  });

  it("are refused exactly when the pattern or the list says so", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        if (!HANDLE_PATTERN.test(text)) expect(handleProblem(text)).toBe("pattern");
      }),
      checked,
    );
    expect(handleProblem("admin")).toBe("reserved");
    expect(handleProblem("quiet_river_0417")).toBeNull();
    expect(handleProblem("abc\n")).toBe("pattern");
  });
});

describe("randomInt", () => {
  it("throws away draws of the incomplete last block", () => {
    const draws = [2 ** 32 - 1, 4_294_000_000, 4_293_999_999];
    expect(randomInt(1_000_000, () => draws.shift() ?? 0)).toBe(999_999);
    expect(draws).toHaveLength(0);
  });

  it("is in range and keeps leading zeros", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (below) => {
        const value = randomInt(below);
        expect(value >= 0 && value < below).toBe(true);
      }),
      checked,
    );
    expect(randomCode(() => 42)).toBe("000042");
    expect(() => randomInt(10, () => 2 ** 32 - 1)).toThrow();
  });
});

describe("slide", () => {
  const rules = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5 })), {
    minLength: 1,
    maxLength: 3,
  });
  const steps = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });

  it("never lets more than max into any window, and is exact about the wait", () => {
    fc.assert(
      fc.property(rules, steps, (limits, waits) => {
        let hits: number[] = [];
        let now = 1000;
        const taken: number[] = [];
        for (const wait of waits) {
          now += wait;
          const result = slide(hits, now, limits);
          hits = result.hits;
          if (result.waitMs === 0) taken.push(now);
          else {
            expect(slide(hits, now + result.waitMs, limits).waitMs).toBe(0);
            expect(slide(hits, now + result.waitMs - 1, limits).waitMs).toBeGreaterThan(0);
          }
        }
        for (const [windowMs, max] of limits)
          for (const end of taken)
            expect(taken.filter((hit) => hit > end - windowMs && hit <= end).length).toBeLessThanOrEqual(max);
      }),
      checked,
    );
  });

  it("keeps no more than it needs, and is not fooled by a clock that jumps back", () => {
    const rule: WindowRule[] = [[100, 2]];
    const hits = [0, 10, 20].reduce<number[]>((kept, now) => slide(kept, now, rule).hits, []);
    expect(hits).toEqual([0, 10]);
    expect(slide(hits, -1000, rule).waitMs).toBe(90);
    expect(slide(hits, 200, rule)).toEqual({ hits: [200], waitMs: 0 });
    expect(slide([], 0, [[100, 0]]).waitMs).toBe(100);
  });
});

describe("secrets", () => {
  it("come again from what the caller knows, and differ in every part", () => {
    const one = derivedSecret("session", ["secret", "key"], "nonce");
    expect(derivedSecret("session", ["secret", "key"], "nonce")).toBe(one);
    expect(isSecret("session", one)).toBe(true);
    expect(isSecret("access", one)).toBe(false);
    const others = [
      derivedSecret("access", ["secret", "key"], "nonce"),
      derivedSecret("session", ["secretkey"], "nonce"),
      derivedSecret("session", ["secret", "key2"], "nonce"),
      derivedSecret("session", ["secret", "key"], "nonce2"),
    ];
    expect(new Set([one, ...others].map((secret) => secret.slice(5))).size).toBe(5);
    expect(secretHash(one)).not.toContain(one);
  });

  it("hash a code under the browser's secret and the code's id", () => {
    const hashes = [codeHash("a", "1", "000000"), codeHash("b", "1", "000000"), codeHash("a", "2", "000000")];
    expect(new Set(hashes).size).toBe(3);
  });
});

describe("requests", () => {
  const production = { ENVIRONMENT: "production" } as const;
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    [null, "unknown"],
    ["127.0.0.1", "unknown"],
  ])("take %j for the network %j", (address, network) => {
    expect(networkOf(address, production)).toBe(network);
  });

  it("have no network on one's own machine outside production", () => {
    for (const address of [null, "127.0.0.1", "::1", "::ffff:127.0.0.1"])
      expect(networkOf(address, { ENVIRONMENT: "development" })).toBeNull();
  });

  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/150.0 Safari/537 Edg/150.0",
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/150.0 Mobile Safari/537", "Chrome on Android"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605", "Safari on Mac"],
    ["curl/8.5.0", "curl"],
    ["<script>alert(1)</script>", "Unknown device"],
    ["", "Unknown device"],
  ])("name the device of %j %j", (userAgent, label) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });
});

describe("fields", () => {
  it("take any clean name as it is, once tidied", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
        const parsed = displayNameSchema.safeParse(name);
        if (parsed.success) expect(displayNameSchema.parse(parsed.data)).toBe(parsed.data);
      }),
      checked,
    );
    expect(displayNameSchema.safeParse("\udc00").success).toBe(false);
  });

  it("lower-case addresses and know time zones", () => {
    expect(emailSchema.parse(" Ada@Example.COM ")).toBe("ada@example.com");
    expect(timeZoneSchema.safeParse("Europe/Madrid").success).toBe(true);
    expect(timeZoneSchema.safeParse("Europe/Atlantis").success).toBe(false);
  });
});
