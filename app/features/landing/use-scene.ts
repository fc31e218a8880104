import { useCallback, useEffect, useState } from "react";
import { LAST_STEP, sceneAt } from "./script.ts";

interface Playing {
  /** Null before the page is alive and where motion is not wanted: the finished scene, standing still. */
  step: number | null;
  paused: boolean;
}

/**
 * Plays the scene through once, then rests. Before hydration, without JavaScript and under reduced motion it is
 * simply finished; asking for it plays it all the same.
 */
export function useScene(now: number) {
  const [{ step, paused }, setPlaying] = useState<Playing>({ step: null, paused: false });
  useEffect(() => {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) setPlaying({ step: 0, paused: false });
  }, []);
  const running = step !== null && step < LAST_STEP && !paused;
  const wait = sceneAt(step ?? LAST_STEP, now).ms;
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(() => setPlaying({ step: step + 1, paused: false }), wait);
    return () => clearTimeout(timer);
  }, [running, step, wait]);
  const press = useCallback(
    () =>
      setPlaying((was) =>
        was.step === null || was.step >= LAST_STEP
          ? { step: 0, paused: false }
          : { ...was, paused: !was.paused },
      ),
    [],
  );
  return { step, running, ended: step === null || step >= LAST_STEP, press };
}
