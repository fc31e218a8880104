import { CODE_DIGITS } from "./contract.ts";

const UINT32_COUNT = 2 ** 32;
/** Each draw fails with a chance below one half, so this many in a row do not happen. */
const DRAWS_MAX = 128;

function randomUint32(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/**
 * A whole number in [0, below), uniform: draws that fall into the incomplete last block are thrown away
 * instead of being folded back by a remainder, which would favour small numbers.
 */
export function randomInt(below: number, draw: () => number = randomUint32): number {
  const fair = UINT32_COUNT - (UINT32_COUNT % below);
  for (let i = 0; i < DRAWS_MAX; i++) {
    const value = draw();
    if (value < fair) return value % below;
  }
  throw new Error("the random source is broken");
}

/** Six digits, leading zeros included. */
export function randomCode(draw?: () => number): string {
  return String(randomInt(10 ** CODE_DIGITS, draw)).padStart(CODE_DIGITS, "0");
}
