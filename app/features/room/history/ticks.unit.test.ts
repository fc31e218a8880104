import { describe, expect, it } from "vitest";
import { appended, commented, ILO, MARA, moved } from "~/features/room/live/fixtures.ts";
import { mergeTicks, ticksOf } from "./ticks.ts";

describe("ticks", () => {
  it("are the segments among the events, each once, in order", () => {
    const early = ticksOf([appended(2, 1, "a"), commented(3, "hm"), moved(4, MARA, ILO, 2)]);
    const late = ticksOf([appended(5, 2, "b", ILO)]);
    expect(mergeTicks(late, [...early, ...late]).map(({ seq, authorId }) => [seq, authorId])).toEqual([
      [2, MARA],
      [5, ILO],
    ]);
  });
});
