import { beforeEach, describe, expect, it } from "vitest";
import { ILO, idOf, MARA, NOON } from "./fixtures.ts";
import { localKeptStore } from "./kept-store.ts";
import { enqueue } from "./queue.ts";
import { KEPT_MAX, type Kept } from "./room-state.ts";

class MemoryStorage {
  [name: string]: unknown;
  getItem(name: string): string | null {
    const value = this[name];
    return typeof value === "string" ? value : null;
  }
  setItem(name: string, value: string): void {
    this[name] = value;
  }
  removeItem(name: string): void {
    delete this[name];
  }
}

const entry = (key: string, at: number): Kept => ({
  command: { t: "append", key, epoch: 1, text: "words" },
  at,
  seq: null,
  acked: false,
  retryAt: null,
});

describe("localKeptStore", () => {
  let storage: Storage;
  const open = (member = MARA) => localKeptStore(storage, idOf(9), member, () => NOON);
  beforeEach(() => {
    storage = new MemoryStorage() as unknown as Storage;
  });

  it("gives back in the order given what was put, to the same member only", () => {
    open().put(entry("key-000b", NOON - 1));
    open().put(entry("key-000a", NOON - 2));
    expect(
      open()
        .load()
        .map((one) => one.command.key),
    ).toEqual(["key-000a", "key-000b"]);
    expect(open(ILO).load()).toEqual([]);
    open().remove("key-000a");
    expect(open().load()).toHaveLength(1);
  });

  it("throws away what is stale or was tampered with", () => {
    open().put(entry("key-old1", NOON - 30 * 86_400_000));
    storage.setItem(`onering:kept:${idOf(9)}:${MARA}:x`, '{"command":{"t":"drop_tables"},"at":1}');
    storage.setItem(`onering:kept:${idOf(9)}:${MARA}:y`, "not json");
    expect(open().load()).toEqual([]);
    expect(Object.keys(storage)).toEqual([]);
  });

  it("survives a storage that refuses", () => {
    storage.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(() => open().put(entry("key-0001", NOON))).not.toThrow();
  });
});

describe("enqueue", () => {
  it("refuses past its bound, with the command kept in the refusal", () => {
    let kept: readonly Kept[] = [];
    for (let i = 0; i < KEPT_MAX; i++) {
      const added = enqueue(kept, { t: "request", key: `key-${i}-xxxx` }, NOON);
      if (added.ok) kept = added.kept;
    }
    expect(kept).toHaveLength(KEPT_MAX);
    const over = enqueue(kept, { t: "request", key: "one-too-many" }, NOON);
    expect(over.ok).toBe(false);
  });
});
