import { useEffect, useRef, useState } from "react";

/** Messages that arrive within this time are read as one, in milliseconds. */
const GROUP_MS = 600;
const MESSAGES_MAX = 5;

let listener: ((text: string) => void) | null = null;

/** Says something to screen readers, politely, grouped with what else happens at that moment. */
export function announce(text: string): void {
  listener?.(text);
}

/** The one live region of the page. Mounted once, by root. */
export function LiveRegion() {
  const [said, setSaid] = useState("");
  const pending = useRef<string[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    listener = (text) => {
      pending.current.push(text);
      timer ??= setTimeout(() => {
        const messages = pending.current.splice(0);
        timer = undefined;
        setSaid(groupMessages(messages));
      }, GROUP_MS);
    };
    return () => {
      listener = null;
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="sr-only" role="status" aria-live="polite" data-live-region>
      {said}
    </div>
  );
}

/** The last few messages as one sentence group; how many were left out is said, not hidden. */
export function groupMessages(messages: readonly string[]): string {
  const left = messages.length - MESSAGES_MAX;
  const shown = messages.slice(-MESSAGES_MAX).join(" ");
  return left > 0 ? `${left} earlier changes. ${shown}` : shown;
}
