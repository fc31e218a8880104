import { useEffect, useState } from "react";
import { exactTime, timeAgo, timeAgoWords } from "~/lib/format.ts";

const TICK_MS = 30_000;

interface TimeProps {
  /** Epoch milliseconds, or an RFC 3339 string as the API gives it. */
  at: number | string;
  /** The loader's `now`, so that server and browser first say the same. */
  now: number;
  /** As a phrase: "2 h ago" instead of "2 h". */
  ago?: boolean;
  className?: string;
}

/** How long ago, with the exact time behind it; keeps itself true while the page is open. */
export function Time({ at, now, ago = false, className }: TimeProps) {
  const then = typeof at === "number" ? at : Date.parse(at);
  const [skew, setSkew] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer `now` starts the count again
  useEffect(() => {
    const opened = performance.now();
    setSkew(0);
    const timer = setInterval(() => setSkew(performance.now() - opened), TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <time dateTime={new Date(then).toISOString()} title={exactTime(then)} className={className}>
      {(ago ? timeAgoWords : timeAgo)(then, now + skew)}
    </time>
  );
}
