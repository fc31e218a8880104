import { useEffect, useRef } from "react";
import { type KeyBinding, registerKeys } from "./registry.ts";

/**
 * Keys of the screen that calls this, for as long as it is shown. Which keys there are (`key`, `does`) is read
 * when they change; what they do is always the latest render's.
 */
export function useKeys(keys: readonly KeyBinding[]): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const shape = keys
    .map(({ key, does, paletteOnly }) => `${key}\t${does}\t${paletteOnly ?? false}`)
    .join("\n");
  useEffect(
    () =>
      registerKeys(
        shape === ""
          ? []
          : shape.split("\n").map((line, index) => {
              const [key = "", does = "", paletteOnly] = line.split("\t");
              return {
                key,
                does,
                paletteOnly: paletteOnly === "true",
                run: () => latest.current[index]?.run(),
              };
            }),
      ),
    [shape],
  );
}
