import { describe, expect, it } from "vitest";
import { compared } from "./report.mjs";
import { inTurns, median, ratio } from "./stats.mjs";

describe("statistics of the benchmark", () => {
  it("takes the middle of odd and even counts", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it("runs every side once a round, in changing order", async () => {
    const order: string[] = [];
    const side = (name: string) => async (round: number) => {
      order.push(name);
      return round;
    };
    const values = await inTurns(3, { a: side("a"), b: side("b") });
    expect(order.join("")).toBe("abbaab");
    expect(values).toEqual({ a: [0, 1, 2], b: [0, 1, 2] });
  });

  it("compares within a round, so that a slow round counts against nobody", () => {
    expect(ratio([2, 200, 2], [1, 100, 1])).toBe(2);
  });

  it("says whether a target is met, in either direction", () => {
    const row = { name: "x", unit: "ms", of: "y", ours: [12], other: [10] };
    expect(compared({ ...row, max: 1.3 }).met).toBe(true);
    expect(compared({ ...row, max: 1.1 }).met).toBe(false);
    expect(compared({ ...row, min: 1.3 }).met).toBe(false);
    expect(compared(row).met).toBe(null);
  });
});
