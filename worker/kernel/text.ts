/** Length in Unicode code points, the unit of every "characters" limit in OneRing. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Text as we store it: NFC, `\n` line ends, trimmed. Storage and proofs see only this form. */
export function tidyText(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").normalize("NFC").trim();
}

const LINE_BREAK = /[\n\t\u0085\u2028\u2029]/;

/** Whether tidied text stays on one line: no break, tab or separator of any kind. */
export function isOneLine(text: string): boolean {
  return !LINE_BREAK.test(text);
}

/** Whether there is anything to see: more than spaces, fillers and signs without a shape. */
export function isVisible(text: string): boolean {
  return /[^\s\u2800\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text);
}

// C0 controls other than tab and newline, DEL, and the two bidi overrides that fake another reading order (isolates and marks are ordinary text).
// biome-ignore lint/suspicious/noControlCharactersInRegex: the point of this expression is to find them
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202d\u202e]/;

/** Whether text is well-formed Unicode (no lone surrogates) and free of control and bidi-override characters. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !FORBIDDEN.test(text);
}

const UTF8_BYTES_PER_UNIT_MAX = 3;
const encoder = new TextEncoder();

/** Length in UTF-8 bytes, counted only where the answer could pass `enough`: below it, an upper bound serves. */
export function bytesOf(text: string, enough = 0): number {
  const most = text.length * UTF8_BYTES_PER_UNIT_MAX;
  return most <= enough ? most : encoder.encode(text).length;
}
