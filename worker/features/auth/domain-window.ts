/** At most `max` places in any `windowMs`. A tuple, since it crosses to the object as bare numbers. */
export type WindowRule = readonly [windowMs: number, max: number];

/**
 * One try against sliding windows. Takes a place (waitMs 0) only when every rule has one; otherwise says how
 * long until all have. `hits` are epoch milliseconds, oldest first; the result keeps only those that still matter.
 */
export function slide(
  hits: readonly number[],
  now: number,
  rules: readonly WindowRule[],
): { hits: number[]; waitMs: number } {
  // Two Workers' clocks may differ a little: time never runs backwards here.
  const time = Math.max(now, hits.at(-1) ?? now);
  const longest = Math.max(0, ...rules.map(([windowMs]) => windowMs));
  const kept = hits.filter((hit) => hit > time - longest);
  let waitMs = 0;
  for (const [windowMs, max] of rules) {
    const inside = kept.filter((hit) => hit > time - windowMs);
    const blocking = inside[inside.length - max];
    if (blocking !== undefined) waitMs = Math.max(waitMs, blocking + windowMs - time);
    if (max <= 0) waitMs = Math.max(waitMs, windowMs);
  }
  return waitMs > 0 ? { hits: kept, waitMs } : { hits: [...kept, time], waitMs: 0 };
}
