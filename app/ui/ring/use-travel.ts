import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { travel } from "./ring-geometry.ts";

/** How long the bead travels on a pass, in milliseconds. */
export const PASS_MS = 400;

// Before the first paint in the browser; the server has no layout and would only warn.
const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Moves an element from its old angle to `angle` (degrees) around its `transform-origin` whenever `angle` changes:
 * the drawing is already at the new place, so this plays the way there. Under reduced motion it fades in instead.
 */
export function useTravel<T extends Element>(angle: number): RefObject<T> {
  const element = useRef<T>(null);
  const last = useRef(angle);
  useBrowserLayoutEffect(() => {
    const from = last.current;
    last.current = angle;
    const node = element.current;
    if (from === angle || !node || typeof node.animate !== "function") return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const frames = still
      ? [{ opacity: 0 }, { opacity: 1 }]
      : [{ transform: `rotate(${-travel(from, angle)}deg)` }, { transform: "rotate(0deg)" }];
    node.animate(frames, { duration: PASS_MS, easing: "cubic-bezier(0.45, 0, 0.2, 1)" });
  }, [angle]);
  return element;
}
