import { describe, expect, test } from "vitest";
import { isDue } from "./cron.mjs";

const at = (text: string) => Date.parse(text);

describe("isDue", () => {
  test.each([
    ["* * * * *", "2026-03-04T05:06:07Z", true],
    ["0 * * * *", "2026-03-04T05:00:59Z", true],
    ["0 * * * *", "2026-03-04T05:01:00Z", false],
    ["0 3 * * *", "2026-03-04T03:00:00Z", true],
    ["0 3 * * *", "2026-03-04T15:00:00Z", false],
    ["*/15 * * * *", "2026-03-04T05:45:00Z", true],
    ["*/15 * * * *", "2026-03-04T05:46:00Z", false],
    ["5,10-12 * * * *", "2026-03-04T05:11:00Z", true],
    ["5,10-12 * * * *", "2026-03-04T05:13:00Z", false],
    ["0 9 * * MON-FRI", "2026-03-04T09:00:00Z", true], // a Wednesday
    ["0 9 * * 1", "2026-03-01T09:00:00Z", true], // a Sunday: Cloudflare's 1
    ["0 0 1 JAN *", "2027-01-01T00:00:00Z", true],
  ])("%s at %s is %s", (expression, time, due) => {
    expect(isDue(expression, at(time))).toBe(due);
  });

  test.each(["* * * *", "@daily", "0 0 L * *"])("refuses %s", (expression) => {
    expect(() => isDue(expression, at("2026-03-04T00:00:00Z"))).toThrow(/cron expression/i);
  });
});
