import type { Actor, CreateInput, RoomCommand } from "./commands.ts";
import type { StepContext } from "./domain/decision.ts";
import { LEASE_MS } from "./domain/ring.ts";

/** People and contexts for tests of the room. */

export const DRAFT_ID = "00000000-0000-8000-8000-00000000d4af";

/** A person by number: 0 is the creator. */
export function person(index: number): Actor {
  const names = ["Mara", "Ilo", "Juno", "Tam", "Sefa", "Noor", "Bela", "Ravi"];
  const name = names[index] ?? `Person ${index}`;
  return {
    id: `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    handle: name.toLowerCase().replace(" ", "_"),
    name,
  };
}

export function createInput(over: Partial<CreateInput> = {}): CreateInput {
  return {
    draftId: DRAFT_ID,
    title: "Night train",
    platform: "x",
    kind: "thread",
    ancestor: null,
    segments: [],
    credited: [],
    ...over,
  };
}

let serial = 0;
/** A fresh id that looks like ours; its order is the order of asking. */
export function nextId(): string {
  serial += 1;
  return `00000000-0000-7000-9000-${serial.toString(16).padStart(12, "0")}`;
}

export function nextKey(): string {
  serial += 1;
  return `key-${serial}-padding`;
}

export function contextOf(actor: Actor | null, now: number, over: Partial<StepContext> = {}): StepContext {
  return { now, actor, newId: nextId, leases: LEASE_MS, lookup: {}, ...over };
}

/** A command without its key, which the fixture fills in. */
export type Keyless = RoomCommand extends infer C ? (C extends RoomCommand ? Omit<C, "key"> : never) : never;

export function withKey(command: Keyless): RoomCommand {
  return { ...command, key: nextKey() } as RoomCommand;
}
