import { describe, expect, it } from "vitest";
import { commandFromForm, FORM_COMMANDS } from "./form-command.ts";
import { idOf } from "./live/fixtures.ts";

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) data.append(name, one);
  return data;
}
const read = (fields: Record<string, string | string[]>) =>
  commandFromForm(form({ key: "key-000001", ...fields }));

describe("commandFromForm", () => {
  it("reads an append, a pass and a comment", () => {
    expect(read({ intent: "append", epoch: "3", text: "hello" })).toEqual({
      ok: true,
      command: { t: "append", key: "key-000001", epoch: 3, text: "hello" },
    });
    expect(read({ intent: "pass", epoch: "3", to: idOf(2) })).toMatchObject({
      ok: true,
      command: { to: idOf(2) },
    });
    expect(read({ intent: "comment", kind: "comment", text: "nice", segmentSeq: "" })).toMatchObject({
      ok: true,
      command: { segmentSeq: null },
    });
    expect(read({ intent: "comment", kind: "suggestion", text: "so?", segmentSeq: "4" })).toMatchObject({
      ok: true,
      command: { segmentSeq: 4, kind: "suggestion" },
    });
  });

  it("sends only the settings that the form holds, and reads switches by their last value", () => {
    expect(read({ intent: "settings", sharing: ["off", "on"] })).toMatchObject({
      ok: true,
      command: { settings: { sharing: true } },
    });
    expect(read({ intent: "settings", lease: "off", writersMayInvite: "off" })).toMatchObject({
      ok: true,
      command: { settings: { lease: "off", writersMayInvite: false } },
    });
  });

  it("says which field needs another look", () => {
    expect(read({ intent: "append", epoch: "3", text: "   " })).toEqual({
      ok: false,
      detail: "Write something first",
    });
    expect(read({ intent: "append", epoch: "3", text: "x".repeat(5001) })).toMatchObject({
      detail: "At most 5000 characters",
    });
    expect(read({ intent: "rename", title: "a\nb" })).toMatchObject({
      ok: false,
      detail: "A title is one line",
    });
  });

  it.each([
    { intent: "append", epoch: "NaN", text: "x" },
    { intent: "append", epoch: "1", text: "x", key: "short" },
    { intent: "pass", epoch: "1", to: "../../etc" },
    { intent: "redeem", tokenHash: "x" },
    { intent: "invite", inviteId: idOf(1) },
    { intent: "change_role", memberId: idOf(1), role: "owner" },
    { intent: "__proto__" },
    {},
  ])("refuses what a form must not send: %j", (fields) => expect(read(fields).ok).toBe(false));

  it("knows every intent that a member may post", () => expect(new Set(FORM_COMMANDS).size).toBe(16));
});
