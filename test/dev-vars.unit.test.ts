import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(join(import.meta.dirname, "..", path), "utf8");
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? "").sort();

test(".dev.vars.example lists every text binding of the Worker, and nothing else", () => {
  const bindings = found(read("worker/env.ts"), /^ {2}([A-Z_]+)\?: string;/gm).filter(
    (key) => key !== "ENVIRONMENT",
  );
  expect(bindings.length).toBeGreaterThan(0);
  expect(found(read(".dev.vars.example"), /^#?([A-Z_]+)=/gm)).toEqual(bindings);
});
