import { describe, expect, it } from "vitest";
import {
  countOf,
  exactTime,
  groupDigits,
  initialsOf,
  listNames,
  roughlyLeft,
  shortDate,
  timeAgo,
  timeAgoWords,
  timeLeft,
} from "./format.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("names and counts", () => {
  it("lists names as people do", () => {
    expect(listNames([], 3)).toBe("");
    expect(listNames(["Mara"], 3)).toBe("Mara");
    expect(listNames(["Mara", "Ilo"], 3)).toBe("Mara and Ilo");
    expect(listNames(["Mara", "Ilo", "Sam", "Noor"], 3)).toBe("Mara, Ilo, Sam and 1 other");
  });

  it("counts", () => {
    expect(countOf(1, "segment")).toBe("1 segment");
    expect(countOf(0, "segment")).toBe("0 segments");
    expect(countOf(1204, "reply", "replies")).toBe("1,204 replies");
    expect(groupDigits(1234567)).toBe("1,234,567");
  });

  it.each([
    ["Mara Lind", "ML"],
    ["mara", "M"],
    ["brave_otter_4821", "BO"],
    ["Ana María de la Cruz", "AC"],
    ["李小龙", "李"],
    ["👩‍👩‍👧 family", "F"],
    ["🎈", "🎈"],
    ["  ", "?"],
    ["", "?"],
    ["ß straße", "SSS"],
    ["نور علي", "نع"],
  ])("initials of %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe("times", () => {
  it("says how long ago, coarsely", () => {
    const now = Date.UTC(2026, 2, 20, 12);
    expect(timeAgo(now + 5000, now)).toBe("now");
    expect(timeAgo(now - 59_999, now)).toBe("now");
    expect(timeAgo(now - 4 * MINUTE, now)).toBe("4 min");
    expect(timeAgo(now - 25 * HOUR, now)).toBe("1 d");
    expect(timeAgo(now - 14 * DAY, now)).toBe("6 Mar 2026");
    expect(timeAgoWords(now, now)).toBe("just now");
    expect(timeAgoWords(now - 2 * HOUR, now)).toBe("2 h ago");
    expect(timeAgoWords(now - 16 * DAY, now)).toBe("on 4 Mar 2026");
  });

  it("writes dates the same everywhere", () => {
    expect(shortDate(0)).toBe("1 Jan 1970");
    expect(exactTime(Date.UTC(2026, 2, 4, 8, 5))).toBe("4 Mar 2026, 08:05 UTC");
  });

  it.each([
    [72 * HOUR, "3 d 0 h"],
    [24 * HOUR, "24 h 00"],
    [3 * HOUR + 12 * MINUTE, "3 h 12"],
    [12 * MINUTE + 40_000, "12 min"],
    [44_001, "45 s"],
    [0, "0 s"],
    [-5, "0 s"],
  ])("%d ms left", (ms, words) => {
    expect(timeLeft(ms)).toBe(words);
  });

  it.each([
    [168 * HOUR - 1, "7 days"],
    [167 * HOUR - 1, "6 days"],
    [48 * HOUR - 1, "2 days"],
    [24 * HOUR - 1, "24 h"],
    [23 * HOUR - 2 * MINUTE, "22 h"],
    [HOUR - 1, "1 h"],
    [12 * MINUTE + 40_000, "12 min"],
    [-5, "1 min"],
  ])("roughly %d ms left", (ms, words) => {
    expect(roughlyLeft(ms)).toBe(words);
  });
});
