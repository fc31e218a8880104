import { expect, it } from "vitest";
import { groupMessages } from "./live-region.tsx";

it("says what happens at once as one, and does not hide how much was left out", () => {
  expect(groupMessages(["Mara passed the ring."])).toBe("Mara passed the ring.");
  expect(groupMessages(["a.", "b.", "c.", "d.", "e.", "f.", "g."])).toBe("2 earlier changes. c. d. e. f. g.");
});
