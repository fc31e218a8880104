import { listNames } from "~/lib/format.ts";
import type { RingView } from "./ring-geometry.ts";

/** The drawing in words, as in "Mara holds the ring. Ilo is waiting." Said by screen readers and in page titles. */
export function ringWords(view: RingView): string {
  const holder = view.people.find((person) => person.id === view.holderId);
  if (!holder) return "Nobody holds the ring.";
  const holds = holder.id === view.youId ? "You hold the ring." : `${holder.name} holds the ring.`;
  const waiting = waitingWords(view);
  return waiting === "" ? holds : `${holds} ${waiting}`;
}

/** Who waits, first come first: "You are waiting.", "Ilo and Sam are waiting.", or nothing. */
export function waitingWords(view: RingView): string {
  const names = view.requests.flatMap((id) => {
    if (id === view.youId) return "You";
    return view.people.find((person) => person.id === id)?.name ?? [];
  });
  if (names.length === 0) return "";
  const one = names.length === 1 && names[0] !== "You";
  return `${listNames(names, 3)} ${one ? "is" : "are"} waiting.`;
}
