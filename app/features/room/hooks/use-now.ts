import { startTransition, useEffect, useState } from "react";

/**
 * The time, epoch ms, moving every `everyMs`. Starts at the server's `first`, so that the first paint in the
 * browser is the one the server sent.
 */
export function useNow(first: number, everyMs: number, offsetMs = 0): number {
  const [now, setNow] = useState(first);
  useEffect(() => {
    // A transition: a clock must not hurry parts of the page that are still coming alive.
    const show = () => startTransition(() => setNow(Date.now() + offsetMs));
    show();
    const timer = setInterval(show, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, offsetMs]);
  return now;
}
