/** A set of characters as `[first, last, …]` code points, ascending. */
export type Ranges = readonly number[];

/** Ranges from the form that the build writes: `[gap, length − 1, …]`, a run of characters after a gap. */
export function rangesFrom(runs: readonly number[]): Ranges {
  let next = 0;
  return runs.map((step, index) => {
    const at = next + step;
    next = index % 2 === 0 ? at : at + 1;
    return at;
  });
}

export type FontSet = "serif" | "script" | "jp" | "kr" | "sc" | "symbol" | "emoji";

/** One font file and the characters it really has glyphs for. */
export interface FontFile {
  set: FontSet;
  file: string;
  ranges: Ranges;
}

/** What the build wrote about the fonts in the static assets. */
export interface FontIndex {
  version: 1;
  files: FontFile[];
}

export const EMPTY_INDEX: FontIndex = { version: 1, files: [] };

/** Whether a font has a glyph for a code point. */
export function covers(ranges: Ranges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle * 2 + 1] ?? 0) < codePoint) low = middle + 1;
    else high = middle;
  }
  return (ranges[low * 2] ?? Number.POSITIVE_INFINITY) <= codePoint;
}

const ORDER: readonly FontSet[] = ["serif", "script", "jp", "kr", "sc", "symbol", "emoji"];

/** The order in which sets are asked: the Han of a Japanese or Korean text comes from that language's font, all other from the Chinese. */
export function setOrder(text: string): FontSet[] {
  const first: FontSet = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? "jp"
    : /\p{Script=Hangul}/u.test(text)
      ? "kr"
      : "sc";
  const rest = ORDER.filter((set) => set !== first);
  return [...rest.slice(0, 2), first, ...rest.slice(2)];
}
