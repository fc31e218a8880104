import type { DraftView, RoomEvent } from "@worker/features/room/contract.ts";
import { evolveView } from "@worker/features/room/domain/view.ts";
import type { LiveCommand, ServerMessage } from "@worker/features/room/protocol.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appended, commented, ILO, idOf, MARA, moved, NOON, segmentOf, viewOf, YOU } from "./fixtures.ts";
import { initialRoom, type RoomState, shownSegments } from "./room-state.ts";
import { type RoomInput, type RoomStep, stepRoom, WELCOME_MS_MAX } from "./state.ts";

const step = (state: RoomState, ...inputs: RoomInput[]) =>
  inputs.reduce<RoomStep>((last, input) => stepRoom(last.state, input), { state, send: [] });
const message = (one: ServerMessage): RoomInput => ({ t: "message", message: one, now: NOON });
const welcome = (over: Partial<Extract<ServerMessage, { t: "welcome" }>> = {}): RoomInput =>
  message({
    t: "welcome",
    v: 1,
    you: YOU,
    snapshot: null,
    events: [],
    presence: [],
    leaseEndsAt: null,
    now: NOON + 500,
    ...over,
  });
const event = (one: RoomEvent): RoomInput => message({ t: "event", event: one, leaseEndsAt: null });
const append = (key: string, text: string): LiveCommand => ({ t: "append", key, epoch: 1, text });
const live = () => step(initialRoom(viewOf(), YOU), { t: "opened", now: NOON }, welcome()).state;

describe("stepRoom", () => {
  it("says hello with the newest seq it knows, and is live after the welcome", () => {
    const opened = stepRoom(initialRoom(viewOf({ seq: 7 }), YOU), { t: "opened", now: NOON });
    expect(opened.send).toEqual([{ t: "hello", v: 1, lastSeq: 7 }]);
    expect(opened.state.link).toBe("catching_up");
    const { state } = stepRoom(opened.state, welcome());
    expect(state).toMatchObject({ link: "live", offsetMs: 500 });
  });

  it("asks again when an event is missing, once", () => {
    const first = stepRoom(live(), event(appended(4, 2, "late")));
    expect(first.send).toEqual([{ t: "hello", v: 1, lastSeq: 1 }]);
    expect(stepRoom(first.state, event(appended(5, 3, "later"))).send).toEqual([]);
    const again = stepRoom(first.state, { t: "tick", now: NOON + WELCOME_MS_MAX + 1 });
    expect(again.send).toHaveLength(1);
  });

  it("shows an append at once, and exactly once when event and ack arrive in either order", () => {
    const given = stepRoom(live(), { t: "command", command: append("key-0001", " hi "), now: NOON });
    expect(given.send).toHaveLength(1);
    const back = event(appended(2, 1, "hi"));
    const ack = message({ t: "ack", key: "key-0001", seq: 2, replayed: false });
    for (const order of [
      [back, ack],
      [ack, back],
      [ack, back, back, ack],
    ]) {
      const { state } = step(given.state, ...order);
      expect(state.kept).toEqual([]);
      expect(shownSegments(state).map((segment) => segment.text)).toEqual(["hi"]);
    }
  });

  it("keeps commands while offline and resends them, same key, after the welcome", () => {
    const gone = step(
      live(),
      { t: "closed" },
      { t: "command", command: append("key-0002", "kept"), now: NOON },
    );
    expect(gone.send).toEqual([]);
    expect(gone.state.link).toBe("offline");
    const back = step(gone.state, { t: "opened", now: NOON }, welcome());
    expect(back.send).toEqual([append("key-0002", "kept")]);
  });

  it("hands a refused text back, and tries a busy server again", () => {
    const given = step(live(), { t: "command", command: append("key-0003", "mine"), now: NOON }).state;
    const busy = step(
      given,
      message({ t: "reject", key: "key-0003", code: "rate_limited", detail: "" }),
    ).state;
    expect(busy.refusals).toEqual([]);
    expect(stepRoom(busy, { t: "tick", now: NOON + 10_000 }).send).toEqual([append("key-0003", "mine")]);
    const refused = step(
      given,
      message({ t: "reject", key: "key-0003", code: "ring_required", detail: "" }),
    ).state;
    expect(refused.kept).toEqual([]);
    expect(refused.refusals).toMatchObject([{ code: "ring_required", command: { text: "mine" } }]);
    expect(step(refused, { t: "dismiss", key: "key-0003" }).state.refusals).toEqual([]);
  });

  it("ends for good when membership is lost", () => {
    const { state } = step(live(), message({ t: "bye", code: "membership_lost", detail: "" }), {
      t: "closed",
    });
    expect(state).toMatchObject({ link: "ended", endedBy: "membership_lost" });
  });

  it("ignores a snapshot older than what it has", () => {
    const ahead = step(live(), event(appended(2, 1, "two"))).state;
    expect(step(ahead, welcome({ snapshot: viewOf({ seq: 1 }) })).state.view.seq).toBe(2);
  });

  it("keeps older segments in front of a moved window when they join, and lets go when they do not", () => {
    const window = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => segmentOf(from + i + 1, from + i, `s${from + i}`));
    const view = viewOf({ seq: 11, segments: window(6, 10), hasOlder: true, segmentCount: 10 });
    const older = step(initialRoom(view, YOU), { t: "older", segments: window(3, 5), hasOlder: true }).state;
    expect(shownSegments(older).map((one) => one.position)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    const near = step(older, {
      t: "loaded",
      you: YOU,
      view: { ...view, seq: 14, segments: window(9, 13) },
    }).state;
    expect(shownSegments(near).map((one) => one.position)).toEqual(
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].slice(0, 11),
    );
    const far = step(older, {
      t: "loaded",
      you: YOU,
      view: { ...view, seq: 90, segments: window(60, 64) },
    }).state;
    expect(shownSegments(far).map((one) => one.position)).toEqual([60, 61, 62, 63, 64]);
    expect(far.hasOlder).toBe(true);
  });

  it("lets typing fade by itself", () => {
    const typing = step(
      live(),
      message({ t: "presence", changes: [{ memberId: ILO, online: true, typingMs: 5000, readSeq: 1 }] }),
    ).state;
    expect(typing.here[ILO]?.typingUntil).toBe(NOON + 5000);
    const { state } = step(typing, { t: "tick", now: NOON + 5001 });
    expect(state.here[ILO]?.typingUntil).toBe(0);
  });
});

/** A server's whole history: a mix of segments, passes and comments with consecutive seqs. */
function historyOf(kinds: readonly number[]): RoomEvent[] {
  let position = 0;
  let epoch = 1;
  return kinds.map((kind, index) => {
    const seq = index + 2;
    if (kind === 0) return appended(seq, ++position, `text ${seq}`);
    if (kind === 1) return moved(seq, epoch % 2 === 1 ? MARA : ILO, epoch % 2 === 1 ? ILO : MARA, ++epoch);
    return commented(seq, `note ${seq}`);
  });
}

describe("convergence", () => {
  it("reaches the server's state whatever the line loses, repeats or reorders", () => {
    const scenario = fc.record({
      kinds: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 40 }),
      picks: fc.array(fc.record({ what: fc.integer({ min: 0, max: 9 }), at: fc.nat(60) }), { maxLength: 80 }),
    });
    fc.assert(
      fc.property(scenario, ({ kinds, picks }) => {
        const history = historyOf(kinds);
        const states: DraftView[] = [viewOf()];
        for (const one of history) states.push(evolveView(states.at(-1) ?? viewOf(), one, null));
        let state = step(initialRoom(viewOf(), YOU), { t: "opened", now: NOON }).state;
        for (const { what, at } of picks) state = noisy(state, what, at, history, states);
        const wanted = states.at(-1);
        state = step(
          state,
          { t: "closed" },
          { t: "opened", now: NOON },
          welcome({ events: history.filter((one) => one.seq > state.view.seq) }),
        ).state;
        expect({ ...state.view, segments: shownSegments(state) }).toEqual(wanted);
        expect(state.link).toBe("live");
      }),
      { numRuns: 300, includeErrorInReport: true },
    );
  });
});

function noisy(
  state: RoomState,
  what: number,
  at: number,
  history: RoomEvent[],
  states: DraftView[],
): RoomState {
  const one = history[at % history.length];
  if (what < 6) return one ? step(state, event(one)).state : state;
  if (what === 6) return step(state, { t: "closed" }, { t: "opened", now: NOON }).state;
  if (what === 7) return step(state, welcome({ events: history.slice(at % history.length) })).state;
  if (what === 8) return step(state, welcome({ snapshot: states[at % states.length] ?? null })).state;
  return step(state, { t: "tick", now: NOON + at * 1000 }).state;
}

describe("commands over a broken line", () => {
  it("reach the server in order, each applied once, and none stays pending", () => {
    const action = fc.oneof(
      fc.record({ t: fc.constant("give" as const), text: fc.string({ minLength: 1, maxLength: 8 }) }),
      fc.constant({ t: "break" as const }),
      fc.constant({ t: "deliver" as const }),
      fc.constant({ t: "lose" as const }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const room = new FakeServer();
        let state = initialRoom(viewOf(), YOU);
        const wire: LiveCommand[] = [];
        let given = 0;
        const take = (input: RoomInput) => {
          const result = stepRoom(state, input);
          state = result.state;
          for (const out of result.send)
            if (out.t === "hello") take(room.welcome(out.lastSeq));
            else if (out.t === "append") wire.push(out);
        };
        take({ t: "opened", now: NOON });
        for (const one of actions) {
          if (one.t === "give" && given < 15)
            take({
              t: "command",
              now: NOON,
              command: append(`key-${String(given++).padStart(5, "0")}`, `x${one.text}`),
            });
          else if (one.t === "deliver") for (const reply of room.take(wire.shift())) take(reply);
          else if (one.t === "lose") room.take(wire.shift());
          else if (one.t === "break") {
            wire.length = 0;
            take({ t: "closed" });
            take({ t: "opened", now: NOON });
          }
        }
        take({ t: "closed" });
        wire.length = 0;
        take({ t: "opened", now: NOON });
        while (wire.length > 0) for (const reply of room.take(wire.shift())) take(reply);
        expect(state.kept).toEqual([]);
        expect(room.applied).toEqual(
          Array.from({ length: given }, (_, i) => `key-${String(i).padStart(5, "0")}`),
        );
        expect(shownSegments(state).map((one) => one.seq)).toEqual(room.events.map((one) => one.seq));
      }),
      { numRuns: 300, includeErrorInReport: true },
    );
  });
});

/** Applies each key once, in order of arrival, and replays its first answer. */
class FakeServer {
  events: RoomEvent[] = [];
  applied: string[] = [];

  take(command: LiveCommand | undefined): RoomInput[] {
    if (command?.t !== "append") return [];
    const known = this.applied.indexOf(command.key);
    if (known >= 0) return [message({ t: "ack", key: command.key, seq: known + 2, replayed: true })];
    this.applied.push(command.key);
    const seq = this.applied.length + 1;
    const one = appended(seq, seq - 1, command.text.trim());
    this.events.push(one);
    return [event(one), message({ t: "ack", key: command.key, seq, replayed: false })];
  }

  welcome(lastSeq: number): RoomInput {
    return welcome({ events: this.events.filter((one) => one.seq > lastSeq) });
  }
}

describe("idOf", () => {
  it("gives ids the contract accepts", () => expect(idOf(7)).toMatch(/^[0-9a-f-]{36}$/));
});
