import { useCallback, useEffect, useState } from "react";

/** A text that survives a reload on this device, under one name. Starts with `first`, then what was kept. */
export function useKeptText(name: string, first = ""): [string, (text: string) => void] {
  const [text, setText] = useState(first);
  useEffect(() => {
    const kept = read(name);
    if (kept && first === "") setText(kept);
  }, [name, first]);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      write(name, next);
    },
    [name],
  );
  return [text, keep];
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // Storage is full or forbidden: the text lives as long as the page.
  }
}
