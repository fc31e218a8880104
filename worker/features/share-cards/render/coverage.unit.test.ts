import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, rangesFrom, setOrder } from "./coverage.ts";
import { indexFrom } from "./fonts.ts";

describe("what a font covers", () => {
  it("is what the build wrote", () => {
    const points = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(points, (list) => {
        const set = new Set(list);
        const runs: number[] = [];
        let next = 0;
        for (let at = 0; at <= 300; at++) {
          if (!set.has(at)) continue;
          const from = at;
          while (set.has(at + 1)) at++;
          runs.push(from - next, at - from);
          next = at + 1;
        }
        const ranges = rangesFrom(runs);
        for (let at = 0; at <= 301; at++) expect(covers(ranges, at)).toBe(set.has(at));
      }),
      { includeErrorInReport: true },
    );
  });

  it("asks the font of the text's own language for Han first", () => {
    expect(setOrder("灯台の")[2]).toBe("jp");
    expect(setOrder("등대 燈臺")[2]).toBe("kr");
    expect(setOrder("灯塔")[2]).toBe("sc");
  });

  it("is not taken from an index that is none, nor from a file name that leads elsewhere", () => {
    const index = (value: unknown) => indexFrom(new TextEncoder().encode(JSON.stringify(value)));
    expect(index("nonsense")).toBeNull();
    expect(index({ version: 2, files: [] })).toBeNull();
    expect(index({ version: 1, files: [{ set: "jp", file: "../secret.woff2", runs: [] }] })).toBeNull();
    expect(indexFrom(new Uint8Array([255]))).toBeNull();
    expect(index({ version: 1, files: [{ set: "jp", file: "a-1.woff2", runs: [5, 1] }] })).toEqual({
      version: 1,
      files: [{ set: "jp", file: "a-1.woff2", ranges: [5, 6] }],
    });
  });
});
