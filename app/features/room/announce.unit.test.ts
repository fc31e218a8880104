import { evolveView } from "@worker/features/room/domain/view.ts";
import { describe, expect, it } from "vitest";
import { changesInWords } from "./announce.ts";
import { appended, ILO, MARA, moved, NOON, viewOf } from "./live/fixtures.ts";

const viewAfter = (...events: Parameters<typeof evolveView>[1][]) =>
  events.reduce((view, event) => evolveView(view, event, null), viewOf());

describe("changesInWords", () => {
  it("groups what others did, and is silent about oneself", () => {
    const view = viewAfter(appended(2, 1, "a", ILO), appended(3, 2, "b", ILO), appended(4, 3, "c", MARA));
    expect(changesInWords(viewOf(), view, MARA)).toEqual(["Ilo added 2 segments."]);
    expect(changesInWords(viewOf(), view, ILO)).toEqual(["Mara added a segment."]);
  });
  it("says where the ring went and who asks", () => {
    const passed = viewAfter(moved(2, MARA, ILO, 2));
    expect(changesInWords(viewOf(), passed, ILO)).toEqual(["You have the ring."]);
    expect(changesInWords(viewOf(), passed, MARA)).toEqual(["Ilo has the ring."]);
    const asked = viewOf({ requests: [{ memberId: ILO, at: NOON }] });
    expect(changesInWords(viewOf(), asked, MARA)).toEqual(["Ilo asks for the ring."]);
    expect(changesInWords(asked, asked, MARA)).toEqual([]);
  });
});
