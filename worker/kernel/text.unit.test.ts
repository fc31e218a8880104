import { expect, it } from "vitest";
import { isOneLine, isVisible, tidyText } from "./text.ts";

it("knows one kind of line end", () => {
  expect(tidyText(" a\r\nb\rc\n ")).toBe("a\nb\nc");
});

it.each(["\n", "\t", "\u0085", "\u2028", "\u2029"])("finds the break %j", (sign) => {
  expect(isOneLine(`a${sign}b`)).toBe(false);
});

it.each(["", " ", "\u200b\u2060", "\u3164", "\u2800", "\u00ad"])("sees nothing in %j", (text) => {
  expect(isVisible(text)).toBe(false);
});

it.each(["a", "\u200ba", "語", "🙂", "-"])("sees something in %j", (text) => {
  expect(isVisible(text)).toBe(true);
});
