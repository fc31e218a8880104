import { describe, expect, it } from "vitest";
import type { RingView } from "./ring-geometry.ts";
import { ringWords } from "./ring-words.ts";

const view = (more: Partial<RingView> = {}): RingView => ({
  people: ["Mara", "Ilo", "Sam", "Noor", "Ana", "Bo"].map((name, index) => ({
    id: name.toLowerCase(),
    initials: name.slice(0, 1),
    name,
    color: index as 0,
    state: "here",
  })),
  holderId: "mara",
  leaseFraction: null,
  requests: [],
  ...more,
});

describe("the ring in words", () => {
  it.each([
    [{}, "Mara holds the ring."],
    [{ requests: ["ilo"] }, "Mara holds the ring. Ilo is waiting."],
    [{ requests: ["ilo", "sam"] }, "Mara holds the ring. Ilo and Sam are waiting."],
    [
      { requests: ["ilo", "sam", "noor", "ana", "bo"] },
      "Mara holds the ring. Ilo, Sam, Noor and 2 others are waiting.",
    ],
    [{ youId: "mara" }, "You hold the ring."],
    [{ youId: "ilo", requests: ["ilo"] }, "Mara holds the ring. You are waiting."],
    [{ holderId: null }, "Nobody holds the ring."],
    [{ requests: ["gone"] }, "Mara holds the ring."],
  ])("%j", (more, words) => {
    expect(ringWords(view(more))).toBe(words);
  });
});
