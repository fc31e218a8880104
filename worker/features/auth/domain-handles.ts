import { ADJECTIVES, NOUNS, RESERVED_HANDLES } from "./domain-words.ts";

export const HANDLE_CHARS_MIN = 3;
export const HANDLE_CHARS_MAX = 30;
export const HANDLE_PATTERN = /^[a-z0-9_]{3,30}$/;
const HANDLE_NUMBERS = 10_000;

/** A whole number from 0 up to, not including, `below`, each as likely as the next. */
export type PickInt = (below: number) => number;

/** A new handle: adjective_noun_4 digits, as in `quiet_river_0417`. */
export function generateHandle(pick: PickInt): string {
  const adjective = ADJECTIVES[pick(ADJECTIVES.length)];
  const noun = NOUNS[pick(NOUNS.length)];
  return `${adjective}_${noun}_${String(pick(HANDLE_NUMBERS)).padStart(4, "0")}`;
}

/** The first display name of a generated handle: `quiet_river_0417` → `Quiet River`. */
export function displayNameOf(handle: string): string {
  const words = handle.split("_").slice(0, 2);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

export type HandleProblem = "pattern" | "reserved";

/** What is wrong with a handle that somebody chose, or null. */
export function handleProblem(handle: string): HandleProblem | null {
  if (!HANDLE_PATTERN.test(handle) || !/[a-z0-9]/.test(handle)) return "pattern";
  return RESERVED_HANDLES.has(handle) ? "reserved" : null;
}
