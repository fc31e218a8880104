import { describe, expect, it } from "vitest";
import { listPath, TABS, tabOf, whyToday } from "./tabs.ts";

describe("the list of drafts", () => {
  it("has an address per view, with the search kept", () => {
    expect(listPath("mine", "")).toBe("/drafts");
    expect(listPath("waiting", "a b&c")).toBe("/drafts?tab=waiting&q=a+b%26c");
    expect(listPath("mine", "x", "next")).toBe("/drafts?q=x&cursor=next");
    expect([tabOf("waiting"), tabOf("nonsense"), tabOf(null)]).toEqual(["waiting", "mine", "mine"]);
  });
  it("promise 9, why today: says what waits now", () => {
    expect(whyToday([], false)).toBe("No ring waits for you now.");
    expect(whyToday([{ title: "A letter" }], false)).toBe("The ring of “A letter” is with you.");
    expect(whyToday([{ title: "A" }, { title: "B" }], false)).toContain("2 rings");
    expect(whyToday([{ title: "A" }, { title: "B" }], true)).toContain("More than 2");
    expect(whyToday([{ title: "🦊".repeat(120) }], false)).toBe(
      `The ring of “${"🦊".repeat(47)}…” is with you.`,
    );
    for (const { empty } of Object.values(TABS)) expect(empty).not.toContain("!");
  });
});
