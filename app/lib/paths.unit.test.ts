import { describe, expect, it } from "vitest";
import { internalPath, signInPath } from "./paths.ts";

describe("where to go after sign-in", () => {
  it.each(["/drafts/123?x=1#s4", "/invites/abc", "/"])("keeps %s", (path) => {
    expect(internalPath(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%0d%0a/../..//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "drafts",
    "",
    null,
    undefined,
    42,
    "/sign-in?next=/sign-in",
    "/sign-out",
    `/${"a".repeat(600)}`,
  ])("refuses %j", (path) => {
    expect(internalPath(path)).toBe("/drafts");
  });

  it("carries the page along, encoded", () => {
    expect(signInPath("/drafts/1?a=b&c")).toBe("/sign-in?next=%2Fdrafts%2F1%3Fa%3Db%26c");
    expect(signInPath("/drafts")).toBe("/sign-in");
  });
});
