import fc from "fast-check";
import { expect, it } from "vitest";
import { SlidingWindow } from "./sliding-window.ts";

it("never lets more than the limit through in any window, and refuses only when that is so", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 100 }),
      steps,
      (max, windowMs, waits) => {
        const window = new SlidingWindow(max, windowMs);
        const passed: number[] = [];
        let now = 1_000;
        for (const wait of waits) {
          now += wait;
          const recent = passed.filter((time) => time > now - windowMs).length;
          const allowed = window.allow(now);
          expect(allowed).toBe(recent < max);
          if (allowed) passed.push(now);
        }
      },
    ),
    { includeErrorInReport: true },
  );
});
