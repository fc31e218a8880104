import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { readSources, type Source } from "../test/imports.ts";

// ── The rules ──────────────────────────────────────────────────────────────────────────────────────

/** A layer may import from the lines before its own, never from its own line or a later one. */
const LAYERS = [
  ["kernel"],
  ["db"],
  ["auth", "analytics", "ledger"],
  ["profiles", "plans"],
  ["room"],
  ["drafts"],
  ["invites", "share-cards", "billing", "generation", "posting", "marketplace"],
  ["insights", "draft-analytics"],
  ["daily", "personas", "battles", "feed", "notifications", "library"],
  ["scheduling", "operations", "admin"],
  ["dev"],
];
/** Where everything meets: these may import anything. `env.ts` is open to all as a type, and to the shells. */
const ROOTS = ["env", "subscriptions", "scheduled", "api", "client", "web", "app", "index"];
/** Where the runtime enters a feature by itself: they make their own dependencies and hand on events. */
const SHELLS = /\/(object|outbox|queue|cron)\.ts$/;
/** The files of a feature that other features may import. */
const CONTRACT = "contract|commands|protocol|domain[\\w-]*|domain/.+";
const OPEN = new RegExp(`^worker/features/[\\w-]+/(${CONTRACT}|service[\\w-]*)\\.ts$`);
/** Rules without clock, dice, network or database, and so is all that they import: `now` and ids are arguments. */
const PURE = /\/(domain[\w-]*|domain\/.+)\.ts$/;
const PURE_PACKAGES = /^(zod(\/mini)?|@noble\/hashes\/.+|node:crypto)$/;
const IMPURE = /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\bfetch\(|\bsetTimeout\b/;
/** Kernel modules that hold more than a rule needs; the part in question is pure. */
const PURE_ENOUGH = ["worker/kernel/clock.ts", "worker/kernel/crypto.ts"];
/** What the web app may know of the Worker: contracts and rules. Its server door also reaches use cases. */
const APP_IMPORTS = new RegExp(
  `^worker/(features/[\\w-]+/(${CONTRACT})|kernel/(clock|errors|limits|result|text))\\.ts$`,
);
const APP_LIB_TYPES = /^worker\/(env|kernel\/\w+)\.ts$/;
const APP_DOOR_IMPORTS = /^worker\/(features\/[\w-]+\/(service[\w-]*|client)|kernel\/\w+)\.ts$/;
const APP_DOOR = /^app\/lib\/.*\.server\.tsx?$/;
const LINES_MAX = 400;
const LINES_MAX_OF: Record<string, number> = { "worker/features/room/object.ts": 250 };
/** Where programs start (`client.ts` is what API clients import); the routes that `app/routes.ts` names are added. */
const ENTRIES = [
  "worker/index.ts",
  "worker/client.ts",
  "app/root.tsx",
  "app/routes.ts",
  "app/entry.client.tsx",
  "app/entry.server.tsx",
];
const TEST_ONLY = /^test\/|\.(test|fixture)\.tsx?$|\/fixtures\.tsx?$/;
const FORBIDDEN_TEXT = /@ts-(ignore|nocheck)|\b(TODO|FIXME|XXX)\b|\b(test|it|describe)\.(only|skip|todo)\b/;

// ── The files ──────────────────────────────────────────────────────────────────────────────────────

const files = readSources();
const all = [...files.values()];
const product = all.filter(({ path }) => !TEST_ONLY.test(path));
const worker = product.filter(({ path }) => inWorker(path));

function inWorker(path: string): boolean {
  return path.startsWith("worker/");
}

/** `features/room/x.ts` → `room`, `kernel/x.ts` → `kernel`, `app.ts` → `app`. */
function layerOf(path: string): string {
  const [, feature, first] = /^worker\/(?:features\/([^/]+)\/|([^/.]+))/.exec(path) ?? [];
  return feature ?? first ?? "";
}

const rank = (layer: string): number => LAYERS.findIndex((line) => line.includes(layer));
const isRoot = (path: string): boolean => /^worker\/[^/]+\.ts$/.test(path) && ROOTS.includes(layerOf(path));

// ── The checks: each lists what breaks a rule, and expects nothing ───────────────────────────────────

function wrongDirection({ path, imports }: Source): string[] {
  if (isRoot(path)) return [];
  const own = layerOf(path);
  return imports.flatMap(({ target, typeOnly }) => {
    if (target.startsWith("app/")) return [`${path} imports the web app: ${target}`];
    if (!inWorker(target) || layerOf(target) === own) return [];
    if (isRoot(target))
      return mayImportRoot(path, target, typeOnly) ? [] : [`${path} imports the root ${target}`];
    if (rank(layerOf(target)) >= rank(own))
      return [`${path} imports ${target}, which is not before it in LAYERS`];
    const closed = target.startsWith("worker/features/") && !typeOnly && own !== "dev" && !OPEN.test(target);
    return closed ? [`${path} imports ${target}: between features only contracts, rules and services`] : [];
  });
}

function mayImportRoot(path: string, target: string, typeOnly: boolean): boolean {
  if (layerOf(path) === "dev") return true;
  const toEnv = target === "worker/env.ts";
  return (toEnv && typeOnly) || (SHELLS.test(path) && (toEnv || target === "worker/subscriptions.ts"));
}

/** What is impure in the rules and in everything they import when they run. */
function impurities(): string[] {
  const queue = worker.filter(({ path }) => PURE.test(path));
  const seen = new Set(queue);
  const found: string[] = [];
  for (const { path, text, imports } of queue) {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const word = PURE_ENOUGH.includes(path) ? undefined : IMPURE.exec(code)?.[0];
    if (word) found.push(`${path} uses ${word}`);
    for (const { target } of imports.filter(({ typeOnly }) => !typeOnly)) {
      const file = files.get(target);
      if (!file && !PURE_PACKAGES.test(target)) found.push(`${path} imports ${target}`);
      if (!file || seen.has(file)) continue;
      seen.add(file);
      queue.push(file);
    }
  }
  return found;
}

function beyondTheDoor({ path, imports }: Source): string[] {
  return imports
    .filter(({ target }) => inWorker(target) && !APP_IMPORTS.test(target))
    .filter(
      ({ target, typeOnly }) => !(path.startsWith("app/lib/") && typeOnly && APP_LIB_TYPES.test(target)),
    )
    .filter(({ target }) => !(APP_DOOR.test(path) && APP_DOOR_IMPORTS.test(target)))
    .map(({ target }) => `${path} imports ${target}`);
}

/** Cycles of imports that exist when the program runs; types may point anywhere. */
function cycles(): string[] {
  const found: string[] = [];
  const state = new Map<string, "open" | "done">();
  const walk = (path: string, trail: string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const { target, typeOnly } of files.get(path)?.imports ?? [])
      if (!typeOnly && files.has(target)) walk(target, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of files.keys()) walk(path, []);
  return found;
}

function deadFiles(): string[] {
  const routes = [...(files.get("app/routes.ts")?.text.matchAll(/"(routes\/[^"]+)"/g) ?? [])].map(
    (match) => `app/${match[1]}`,
  );
  const queue = [...ENTRIES, ...routes];
  const reached = new Set(queue);
  for (const path of queue)
    for (const { target } of files.get(path)?.imports ?? [])
      if (files.has(target) && !reached.has(target)) {
        reached.add(target);
        queue.push(target);
      }
  const ambient = ({ text }: Source) => text.includes("\ndeclare module ");
  return product.filter((file) => !reached.has(file.path) && !ambient(file)).map(({ path }) => path);
}

describe("tidy", () => {
  test("every folder of the Worker has its place in LAYERS", () => {
    const unknown = worker.filter(({ path }) => !isRoot(path) && rank(layerOf(path)) < 0);
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  test("imports point up the layers, and between features only at contracts, rules and services", () => {
    expect(worker.flatMap(wrongDirection)).toEqual([]);
  });

  test("rules are pure: no clock, no dice, no network, no database", () => {
    expect(impurities()).toEqual([]);
  });

  test("the web app knows contracts and rules, and reaches use cases through its one server door", () => {
    expect(product.filter(({ path }) => path.startsWith("app/")).flatMap(beyondTheDoor)).toEqual([]);
  });

  test("no import cycles", () => {
    expect(cycles()).toEqual([]);
  });

  test("no dead files", () => {
    expect(deadFiles()).toEqual([]);
  });

  test("files stay small enough to read", () => {
    const long = all.filter(({ path, lines }) => lines > (LINES_MAX_OF[path] ?? LINES_MAX));
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  test("no any, no silenced types, nothing left for later, no test left out", () => {
    const others = all.filter(({ path }) => path !== "worker/tidy.unit.test.ts");
    const bad = others.flatMap(({ path, text, hasAny }) => {
      const word = FORBIDDEN_TEXT.exec(text)?.[0];
      return [...(hasAny ? [`${path}: any`] : []), ...(word ? [`${path}: ${word}`] : [])];
    });
    expect(bad).toEqual([]);
  });

  test("every feature with routes has a test", () => {
    const untested = worker
      .filter(({ path }) => path.endsWith("/routes.ts"))
      .map(({ path }) => dirname(path))
      .filter(
        (folder) => !all.some(({ path }) => path.startsWith(`${folder}/`) && path.endsWith(".test.ts")),
      );
    expect(untested).toEqual([]);
  });
});
