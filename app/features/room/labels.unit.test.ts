import { PLATFORMS } from "@worker/features/room/contract.ts";
import { ERRORS } from "@worker/kernel/errors.ts";
import { describe, expect, it } from "vitest";
import { PLATFORM_NAMES, PLATFORM_SOFT_CHARS, personOf } from "./labels.ts";
import { idOf, MARA, viewOf } from "./live/fixtures.ts";
import { ENDINGS, errorWords, WORDED_CODES } from "./words.ts";

describe("labels", () => {
  it("name every platform, with a line its posts fit", () => {
    for (const platform of PLATFORMS) {
      expect(PLATFORM_NAMES[platform]).toBeTruthy();
      expect(PLATFORM_SOFT_CHARS[platform]).toBeGreaterThan(100);
    }
  });
  it("keep a name for somebody unknown", () => {
    expect(personOf(viewOf().members, MARA).name).toBe("Mara");
    expect(personOf([], idOf(9)).name).toBe("Someone");
  });
});

describe("errorWords", () => {
  it("never answers with a bare code, and keeps the house's manners", () => {
    expect(errorWords("ring_epoch_stale")).toContain("kept");
    expect(errorWords("unheard_of", "The server's sentence.")).toBe("The server's sentence.");
    expect(errorWords("unheard_of")).not.toContain("unheard_of");
    for (const { title, text } of Object.values(ENDINGS))
      expect(title + text).not.toMatch(/!|error|invalid/i);
  });
  it("knows only codes that the server or this device can give", () => {
    const local = new Set(["kept_full", "network"]);
    for (const code of WORDED_CODES) expect(code in ERRORS || local.has(code), code).toBe(true);
  });
});
