import type { Presence } from "@worker/features/room/contract.ts";

/** One connected member. `typingUntil` is on our own clock, epoch ms, 0 when not typing. */
export interface Here {
  typingUntil: number;
  readSeq: number;
}

type HereMap = Readonly<Record<string, Here>>;

export function applyPresence(here: HereMap, changes: readonly Presence[], now: number): HereMap {
  if (changes.length === 0) return here;
  const next: Record<string, Here> = { ...here };
  for (const change of changes) {
    if (change.online)
      next[change.memberId] = {
        typingUntil: change.typingMs > 0 ? now + change.typingMs : 0,
        readSeq: change.readSeq,
      };
    else delete next[change.memberId];
  }
  return next;
}

/** Lets typing marks fade by themselves. The same object when nothing changed. */
export function sweepPresence(here: HereMap, now: number): HereMap {
  const faded = Object.entries(here).filter(([, one]) => one.typingUntil !== 0 && one.typingUntil <= now);
  if (faded.length === 0) return here;
  const next = { ...here };
  for (const [memberId, one] of faded) next[memberId] = { ...one, typingUntil: 0 };
  return next;
}
