import { describe, expect, test } from "vitest";
import { readNow, utcDay } from "./now.ts";

const current = Date.UTC(2026, 10, 20, 18);

describe("readNow", () => {
  test("is the current time when nothing is asked", () => {
    expect(readNow({}, { current })).toEqual({ ok: true, value: current });
  });

  test.each([
    ["2026-11-20T17:00:00Z", current - 3_600_000],
    ["2026-11-20T17:00:00.250Z", current - 3_600_000 + 250],
    ["2026-11-20T18:00:00+01:00", current - 3_600_000],
    ["2026-11-20t17:00:00z", current - 3_600_000],
  ])("reads %s", (now, at) => {
    expect(readNow({ now }, { current })).toEqual({ ok: true, value: at });
  });

  test.each([
    "",
    "yesterday",
    "1763661600000",
    "2026-11-20",
    "2026-02-30T00:00:00Z",
    "2026-11-20T25:00:00Z",
    "1960-01-01T00:00:00Z",
  ])("refuses %j", (now) => {
    const result = readNow({ now }, { current });
    expect(!result.ok && result.error.code).toBe("invalid_now");
  });

  test("refuses what lies outside its bounds", () => {
    const bounds = { current, max: current, min: current - 1000 };
    expect(readNow({ now: "2026-11-20T18:00:00.001Z" }, bounds).ok).toBe(false);
    expect(readNow({ now: "2026-11-20T17:59:58Z" }, bounds).ok).toBe(false);
    expect(readNow({ now: "2026-11-20T17:59:59Z" }, bounds).ok).toBe(true);
    expect(readNow({ now: "2030-01-01T00:00:00Z" }, { current }).ok).toBe(true);
  });
});

test("days are UTC days", () => {
  expect([utcDay(Date.UTC(2026, 0, 1) - 1), utcDay(Date.UTC(2026, 0, 1))]).toEqual([
    "2025-12-31",
    "2026-01-01",
  ]);
});
