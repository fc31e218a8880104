import { expect, it } from "vitest";
import { torture } from "../scripts/torture/index.mjs";

/** Row 5 runs as `worker/features/room/eviction.test.ts`. All rows in full: `npm run torture`. */
const ROWS = [1, 2, 3, 4, 6, 8, 12, 13, 15, 16, 17];
const MS_MAX = 240_000;

it(
  "every row of the reliability table that concerns the live draft holds at small scale",
  async () => {
    const lines: string[] = [];
    const results = await torture({ scale: "small", only: ROWS, print: (line) => lines.push(line) });
    console.log(lines.join("\n"));
    expect(results.map((result) => result.number)).toEqual(ROWS);
    expect(
      results.flatMap((result) => result.problems.map((problem) => `${result.number}: ${problem}`)),
    ).toEqual([]);
  },
  MS_MAX,
);
