import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { derivedId, newId } from "./ids.ts";

const NOW = Date.UTC(2026, 10, 20);

it("makes valid UUIDs of version 7 that sort by time and never repeat", () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => newId(NOW + index));
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, () => newId(NOW))).size).toBe(1_000);
});

it("derives the same valid version 8 from the same parts, and others from others", () => {
  expect(derivedId("a", "b")).toBe(derivedId("a", "b"));
  expect(derivedId("ab")).not.toBe(derivedId("a", "b"));
  expect([validate(derivedId("a")), version(derivedId("a"))]).toEqual([true, 8]);
});
