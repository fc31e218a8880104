import { useEffect, useSyncExternalStore } from "react";
import { announce } from "./live-region.tsx";

export interface Toast {
  text: string;
  /** What can be taken back while it counts down, as "Undo". */
  action?: { label: string; run: () => void };
  /** How long it stays, in milliseconds. */
  durationMs?: number;
  /** Runs once if nobody pressed the action: where the thing is done for good. */
  onDone?: () => void;
  tone?: "plain" | "danger";
}

interface Shown extends Toast {
  id: number;
  durationMs: number;
}

const DURATION_MS = 5_000;
const TOASTS_MAX = 3;

let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Shows a message at the foot of the page; the answer takes it away without running `onDone`. */
export function toast(given: Toast): () => void {
  const id = ++lastId;
  const durationMs = given.durationMs ?? DURATION_MS;
  const added: Shown = { ...given, id, durationMs };
  // The oldest make room; what they stood for is then done.
  for (const old of shown.slice(0, Math.max(0, shown.length + 1 - TOASTS_MAX))) finish(old.id);
  change([...shown, added]);
  timers.set(
    id,
    setTimeout(() => finish(id), durationMs),
  );
  announce(given.action ? `${given.text} ${given.action.label} is possible for a moment.` : given.text);
  return () => remove(id);
}

function finish(id: number): void {
  const one = remove(id);
  one?.onDone?.();
}

function act(id: number): void {
  const one = remove(id);
  one?.action?.run();
}

function remove(id: number): Shown | undefined {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const one = shown.find((each) => each.id === id);
  if (one) change(shown.filter((each) => each !== one));
  return one;
}

function change(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const none: readonly Shown[] = [];

/** The messages of the page. Mounted once, by root. */
export function ToastHost() {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => none,
  );
  // Leaving the page settles what still counts down.
  useEffect(() => {
    const settle = () => {
      for (const one of shown) finish(one.id);
    };
    addEventListener("pagehide", settle);
    return () => removeEventListener("pagehide", settle);
  }, []);
  return (
    <section className="toasts" aria-label="Messages">
      {toasts.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  );
}

function ToastCard({ toast: one }: { toast: Shown }) {
  return (
    <div className={`toast toast-${one.tone ?? "plain"}`}>
      {one.action && <Countdown durationMs={one.durationMs} />}
      <span>{one.text}</span>
      {one.action && (
        <button type="button" className="button button-plain toast-action" onClick={() => act(one.id)}>
          {one.action.label}
        </button>
      )}
    </div>
  );
}

/** The ring again: its arc is the time in which the thing can be taken back. */
function Countdown({ durationMs }: { durationMs: number }) {
  return (
    <svg viewBox="0 0 20 20" className="toast-ring" aria-hidden="true">
      <circle className="ring-band" cx="10" cy="10" r="7" strokeWidth="2.5" />
      <circle
        ref={(arc) => {
          arc?.animate?.([{ strokeDasharray: "1 1" }, { strokeDasharray: "0 1" }], {
            duration: durationMs,
            fill: "forwards",
          });
        }}
        className="ring-arc"
        cx="10"
        cy="10"
        r="7"
        strokeWidth="2.5"
        pathLength={1}
        strokeDasharray="1 1"
        transform="rotate(-90 10 10)"
      />
    </svg>
  );
}
