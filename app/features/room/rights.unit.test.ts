import { describe, expect, it } from "vitest";
import { ILO, idOf, MARA, memberOf, viewOf, YOU } from "./live/fixtures.ts";
import { passTargets, rightsOf } from "./rights.ts";

const ilo = { ...YOU, memberId: ILO, role: "writer" as const };

describe("rightsOf", () => {
  it("lets the holder write and the others ask", () => {
    expect(rightsOf(viewOf(), YOU)).toMatchObject({ holds: true, write: true, ask: false, recall: false });
    expect(rightsOf(viewOf(), ilo)).toMatchObject({ holds: false, write: false, ask: true, recall: false });
  });
  it("offers recall to an owner without the ring, and withdrawing to who asked", () => {
    const away = viewOf({ ring: { ...viewOf().ring, holderId: ILO }, requests: [{ memberId: MARA, at: 1 }] });
    expect(rightsOf(away, YOU)).toMatchObject({ recall: true, asked: true, ask: false });
  });
  it("offers nothing that writes on a draft that is not open, and only reading to a viewer", () => {
    expect(rightsOf(viewOf({ status: "archived" }), YOU)).toMatchObject({
      write: false,
      ask: false,
      recall: false,
    });
    expect(rightsOf(viewOf(), { ...ilo, role: "viewer" })).toMatchObject({
      ask: false,
      comment: false,
      invite: false,
    });
    expect(rightsOf(viewOf(), { ...ilo, role: "commenter" })).toMatchObject({ ask: false, comment: true });
  });
});

describe("passTargets", () => {
  it("lists who may hold the ring, the suggested one first", () => {
    const view = viewOf({
      members: [
        memberOf(MARA, "Mara", 0, "owner"),
        memberOf(ILO, "Ilo", 1),
        memberOf(idOf(3), "Ada", 2),
        memberOf(idOf(4), "Vic", 3, "viewer"),
        { ...memberOf(idOf(5), "Gone", 4), active: false },
      ],
      suggestedPass: { to: idOf(3), reason: "Ada hasn't added a segment yet." },
    });
    expect(passTargets(view).map((one) => one.name)).toEqual(["Ada", "Ilo"]);
  });
});
