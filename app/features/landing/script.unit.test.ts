import { describe, expect, it } from "vitest";
import { LAST_STEP, sceneAt } from "./script.ts";

const scenes = Array.from({ length: LAST_STEP + 1 }, (_, step) => sceneAt(step, 0));

describe("the scene on the landing page", () => {
  it("keeps the rule it explains: who adds a part holds the ring", () => {
    scenes.slice(1).forEach((scene, index) => {
      const before = scenes[index];
      if (before && scene.segments.length > before.segments.length) {
        expect(scene.segments.at(-1)?.author.id).toBe(before.view.holderId);
        expect(scene.view.holderId).toBe(before.view.holderId);
      }
    });
  });

  it("gives the ring to whoever asked, and takes the request away", () => {
    const asked = scenes.findIndex((scene) => scene.view.requests.length > 0);
    expect(scenes[asked + 1]?.view.holderId).toBe(scenes[asked]?.view.requests[0]);
    expect(scenes[asked + 1]?.view.requests).toEqual([]);
  });

  it("ends where it began, with everything written, and stands there", () => {
    const [first, last] = [scenes[0], scenes[LAST_STEP]];
    expect(last?.view.holderId).toBe(first?.view.holderId);
    expect(last?.view.requests).toEqual(first?.view.requests);
    expect(new Set(last?.segments.map(({ author }) => author.id)).size).toBe(3);
    expect(sceneAt(LAST_STEP + 5, 0)).toEqual(last);
    expect(scenes.slice(0, -1).every((scene) => scene.ms >= 1500)).toBe(true);
  });
});
