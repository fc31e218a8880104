import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { toast } from "~/ui/toast.tsx";

/** How long a pass can be taken back before it is sent, ms. */
export const UNDO_MS = 5_000;

export interface PendingPass {
  to: string;
  epoch: number;
  /** The name to say. */
  name: string;
}

export interface PassWithUndo {
  pending: PendingPass | null;
  begin(pass: PendingPass): void;
}

// The server has no layout and would only warn.
const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * A pass that can be undone for five seconds. Nothing is sent before that, except when the page goes away:
 * then it goes out at once, for the reader has seen the bead travel.
 */
export function usePass(send: (pass: PendingPass) => void): PassWithUndo {
  const [pending, setPending] = useState<PendingPass | null>(null);
  const latest = useRef(send);
  latest.current = send;
  const settle = useRef<(() => void) | null>(null);
  const begin = useCallback((pass: PendingPass) => {
    settle.current?.();
    const done = () => {
      if (settle.current === null) return;
      settle.current = null;
      setPending(null);
      latest.current(pass);
    };
    setPending(pass);
    const takeAway = toast({
      text: `The ring goes to ${pass.name}.`,
      durationMs: UNDO_MS,
      onDone: done,
      action: {
        label: "Undo",
        run: () => {
          settle.current = null;
          setPending(null);
        },
      },
    });
    settle.current = () => {
      takeAway();
      done();
    };
  }, []);
  // A layout effect: its clean-up runs while the room's line still stands.
  useBrowserLayoutEffect(() => () => settle.current?.(), []);
  return useMemo(() => ({ pending, begin }), [pending, begin]);
}
