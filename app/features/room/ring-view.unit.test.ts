import { describe, expect, it } from "vitest";
import { ILO, idOf, MARA, memberOf, NOON, viewOf } from "./live/fixtures.ts";
import { enqueue } from "./live/queue.ts";
import type { Kept } from "./live/room-state.ts";
import { leaseFraction, ringViewOf, shownHolder } from "./ring-view.ts";

const keptOf = (...commands: Kept["command"][]) =>
  commands.reduce<readonly Kept[]>((kept, command) => {
    const added = enqueue(kept, command, NOON);
    return added.ok ? added.kept : kept;
  }, []);

describe("ringViewOf", () => {
  it("seats who may hold the ring, with who is here and who waits", () => {
    const view = viewOf({
      members: [
        memberOf(MARA, "Mara Quill", 0, "owner"),
        memberOf(ILO, "Ilo", 9),
        memberOf(idOf(3), "Vic", 2, "viewer"),
      ],
      requests: [{ memberId: ILO, at: NOON }],
    });
    const ring = ringViewOf(view, { [ILO]: { typingUntil: NOON, readSeq: 1 } }, MARA, MARA, NOON);
    expect(ring.people.map(({ initials, color, state }) => [initials, color, state])).toEqual([
      ["MQ", 0, "away"],
      ["I", 1, "typing"],
    ]);
    expect(ring).toMatchObject({ holderId: MARA, youId: MARA, requests: [ILO], leaseFraction: 1 });
  });
});

describe("leaseFraction", () => {
  it("runs from one to nothing, and is absent without a lease", () => {
    expect(leaseFraction(viewOf(), NOON + 43_200_000)).toBeCloseTo(0.5);
    expect(leaseFraction(viewOf(), NOON + 9e9)).toBe(0);
    expect(leaseFraction(viewOf({ ring: { ...viewOf().ring, leaseEndsAt: null } }), NOON)).toBeNull();
  });
});

describe("shownHolder", () => {
  it("runs ahead of the server for a pass or recall under way, and for no other epoch", () => {
    const pass = (epoch: number) => keptOf({ t: "pass", key: "key-00001", epoch, to: ILO });
    expect(shownHolder(viewOf(), ILO, [], MARA)).toBe(ILO);
    expect(shownHolder(viewOf(), null, pass(1), MARA)).toBe(ILO);
    expect(shownHolder(viewOf(), null, pass(7), MARA)).toBe(MARA);
    expect(shownHolder(viewOf(), null, keptOf({ t: "recall", key: "key-00002" }), ILO)).toBe(ILO);
  });
});
