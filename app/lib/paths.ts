const SAFE_ORIGIN = "https://here.invalid";
const NEXT_CHARS_MAX = 512;

/**
 * A path inside this app from an untrusted `next`, or `fallback`. Refused: other origins in any spelling
 * (`//host`, `/\host`, `https:`), control characters, and pages that would send the reader straight back.
 */
export function internalPath(next: unknown, fallback = "/drafts"): string {
  if (typeof next !== "string" || next.length > NEXT_CHARS_MAX) return fallback;
  if (!next.startsWith("/") || /^\/[/\\]|[\\\p{Cc}]/u.test(next)) return fallback;
  if (!URL.canParse(next, SAFE_ORIGIN)) return fallback;
  const url = new URL(next, SAFE_ORIGIN);
  if (url.origin !== SAFE_ORIGIN || /^\/(sign-in|sign-out|theme)\b|^\/\//.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** `/sign-in?next=…` for a page that needs somebody. */
export function signInPath(next: string): string {
  return next === "/drafts" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
