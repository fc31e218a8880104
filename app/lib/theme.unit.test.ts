import { describe, expect, it } from "vitest";
import { nextTheme, themeCookie, themeFromCookie } from "./theme.ts";

describe("theme", () => {
  it.each([
    [null, "system"],
    ["theme=dark", "dark"],
    ["a=b; theme=light; c=d", "light"],
    ["mytheme=dark", "system"],
    ["theme=<script>", "system"],
  ])("from cookie %j", (header, theme) => {
    expect(themeFromCookie(header)).toBe(theme);
  });

  it("is kept for a year, and forgotten for system", () => {
    expect(themeCookie("dark")).toMatch(/^theme=dark; Path=\/; Max-Age=31536000; SameSite=Lax$/);
    expect(themeCookie("system")).toContain("Max-Age=0");
  });

  it("goes through all three without scripts", () => {
    expect([nextTheme("system"), nextTheme("dark"), nextTheme("light")]).toEqual(["dark", "light", "system"]);
  });
});
