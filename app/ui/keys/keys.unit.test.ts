import { afterEach, describe, expect, it, vi } from "vitest";
import { bestMatches, matchScore } from "./match.ts";
import { activeBindings, bindingFor, type KeyBinding, registerKeys } from "./registry.ts";

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});
const binding = (key: string, does: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  key,
  does,
  run: vi.fn(),
  ...more,
});

const removals: (() => void)[] = [];
const register = (...added: KeyBinding[]) => {
  const remove = registerKeys(added);
  removals.push(remove);
  return remove;
};
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

describe("keys", () => {
  it("finds the binding of a key, whatever the case", () => {
    register(binding("n", "New"), binding("?", "List"));
    expect(bindingFor(press("n"), false)?.does).toBe("New");
    expect(bindingFor(press("N"), false)?.does).toBe("New");
    expect(bindingFor(press("?"), false)?.does).toBe("List");
    expect(bindingFor(press("x"), false)).toBeUndefined();
  });

  it("stays silent while somebody types, except for chords", () => {
    register(binding("n", "New"), binding("mod+k", "Everything"));
    expect(bindingFor(press("n"), true)).toBeUndefined();
    expect(bindingFor(press("k", { metaKey: true }), true)?.does).toBe("Everything");
    expect(bindingFor(press("K", { ctrlKey: true }), true)?.does).toBe("Everything");
  });

  it("leaves the browser's own chords, Alt and input methods alone", () => {
    register(binding("n", "New"));
    expect(bindingFor(press("n", { ctrlKey: true }), false)).toBeUndefined();
    expect(bindingFor(press("n", { altKey: true }), false)).toBeUndefined();
    expect(bindingFor(press("n", { isComposing: true }), false)).toBeUndefined();
  });

  it("lets the latest screen win, and gives the key back", () => {
    register(binding("a", "First"));
    const remove = register(binding("a", "Second"));
    expect(bindingFor(press("a"), false)?.does).toBe("Second");
    expect(activeBindings().filter(({ key }) => key === "a")).toHaveLength(1);
    remove();
    expect(bindingFor(press("a"), false)?.does).toBe("First");
  });

  it("lists what has no key in the palette only", () => {
    register(
      binding("", "Open settings", { paletteOnly: true }),
      binding("", "Sign out", { paletteOnly: true }),
    );
    expect(activeBindings()).toHaveLength(2);
    expect(bindingFor(press(""), false)).toBeUndefined();
  });
});

describe("matching", () => {
  it("wants every word and prefers starts", () => {
    expect(matchScore("dra new", "Start a new draft")).toBeGreaterThan(0);
    expect(matchScore("xyz", "Start a new draft")).toBe(0);
    expect(matchScore("cafe", "Café")).toBeGreaterThan(0);
    expect(bestMatches("se", ["Browse", "Open settings", "Search"], String, 2)).toEqual([
      "Search",
      "Open settings",
    ]);
    expect(bestMatches("", ["b", "a"], String, 5)).toEqual(["b", "a"]);
  });
});
