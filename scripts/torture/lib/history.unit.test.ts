import { describe, expect, it } from "vitest";
import type { RoomCommand } from "../../../worker/features/room/commands.ts";
import type { RoomEvent } from "../../../worker/features/room/contract.ts";
import type { DraftState } from "../../../worker/features/room/domain/state.ts";
import { open, step } from "../../../worker/features/room/domain/step.ts";
import {
  contextOf,
  createInput,
  DRAFT_ID,
  type Keyless,
  person,
  withKey,
} from "../../../worker/features/room/room.fixture.ts";
import { check, waitingIn } from "./history.mjs";

const [mara, ilo] = [person(0), person(1)];

/** A draft with two writers, and calls made on it one after another, each 10 ms long, 10 ms apart. */
function recorded() {
  const begun = open(createInput(), mara, contextOf(mara, 1_000));
  let state: DraftState = begun.state;
  const events: RoomEvent[] = [...begun.events];
  const run = (actor: typeof mara, command: RoomCommand, lookup = {}) => {
    const done = step(state, command, contextOf(actor, 1_000 + events.length, { lookup }));
    state = done.state;
    events.push(...done.events);
    return done.outcome;
  };
  const invite = {
    inviteId: mara.id,
    role: "writer",
    lifetimeMs: 3_600_000,
    tokenHash: "t",
    boundHash: null,
  } as const;
  run(mara, withKey({ t: "invite", ...invite }));
  run(ilo, withKey({ t: "redeem", tokenHash: "t", boundHashes: [] }), {
    invite: { id: mara.id, boundHash: null },
  });
  const from = events.length;
  let clock = 0;
  const calls = steps.map(([actor, keyless]) => {
    const command = withKey(keyless);
    const outcome = run(actor, command);
    clock += 20;
    const told = outcome.ok ? { seq: outcome.seq } : { code: outcome.failure.code };
    return { actor, command, invokedAt: clock, answeredAt: clock + 10, outcome: told };
  });
  const { holderId, epoch } = state.ring;
  const view = { seq: state.seq, holderId, epoch, waiting: waitingIn(state) };
  const read = { actor: ilo, command: { t: "read" }, invokedAt: 900, answeredAt: 910, outcome: { view } };
  return { events, from, calls: [...calls, read] };
}

const steps: [typeof mara, Keyless][] = [
  [mara, { t: "append", epoch: 1, text: "One." }],
  [ilo, { t: "append", epoch: 1, text: "Not mine to write." }],
  [ilo, { t: "request" }],
  [mara, { t: "pass", epoch: 1, to: ilo.id }],
  [ilo, { t: "append", epoch: 2, text: "Two." }],
  [mara, { t: "recall" }],
];

const faults = ({ events, from, calls }: ReturnType<typeof recorded>) =>
  check(DRAFT_ID, events, from, calls as Parameters<typeof check>[3]);

describe("the checker of histories", () => {
  it("accepts what the rules give", () => {
    expect(faults(recorded())).toEqual([]);
  });

  it("accepts a lost answer, whether or not the call took effect", () => {
    const history = recorded();
    for (const call of history.calls.slice(0, 2))
      Object.assign(call, { outcome: null, answeredAt: Number.POSITIVE_INFINITY });
    expect(faults(history)).toEqual([]);
  });

  it("finds an acknowledged append that the log does not have", () => {
    const history = recorded();
    history.events.pop();
    expect(faults(history)).not.toEqual([]);
  });

  it("finds an event that nobody asked for", () => {
    const history = recorded();
    history.calls.splice(0, 1);
    expect(faults(history)).not.toEqual([]);
  });

  it("finds a write at a stale epoch", () => {
    const history = recorded();
    Object.assign(history.calls[4]?.command ?? {}, { epoch: 1 });
    expect(faults(history)).not.toEqual([]);
  });

  it("finds a read of what was no longer so", () => {
    const history = recorded();
    const old = { seq: 4, holderId: mara.id, epoch: 1, waiting: "" };
    Object.assign(history.calls[6] ?? {}, { outcome: { view: old } });
    expect(faults(history)).not.toEqual([]);
  });

  it("finds a refusal that was never right", () => {
    const history = recorded();
    Object.assign(history.calls[1] ?? {}, { outcome: { code: "draft_not_open" } });
    expect(faults(history)).not.toEqual([]);
  });

  it("finds an order that real time forbids", () => {
    const history = recorded();
    const [first, , asked] = history.calls;
    Object.assign(asked ?? {}, { invokedAt: 1, answeredAt: 2 });
    Object.assign(first ?? {}, { invokedAt: 30, answeredAt: 31 });
    expect(faults(history)).not.toEqual([]);
  });
});
