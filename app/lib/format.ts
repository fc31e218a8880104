const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS_AS_AGO_MAX = 14;

/** "Mara", "Mara and Ilo", "Mara, Ilo and 3 others". `shown` names at most are spelled out. */
export function listNames(names: readonly string[], shown: number): string {
  const rest = names.length - shown;
  const parts = rest > 0 ? [...names.slice(0, shown), rest === 1 ? "1 other" : `${rest} others`] : [...names];
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

/** "1 segment", "6 segments", "1,204 segments". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`;
}

/** Thousands apart by commas, the same on every machine (no locale data is read). */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** One or two letters that stand for a name: the first of the first and last word, or of a handle's parts. */
export function initialsOf(name: string): string {
  const words = name
    .split(/[\s_\-.]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const lettered = words.filter((word) => /^\p{L}/u.test(word));
  const chosen = lettered.length > 0 ? lettered : words;
  const first = firstMark(chosen[0]);
  const last = chosen.length > 1 ? firstMark(chosen.at(-1)) : "";
  return first === "" ? "?" : (first + last).toLocaleUpperCase("en");
}

function firstMark(word: string | undefined): string {
  if (word === undefined) return "";
  const [mark] = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(word);
  return mark?.segment ?? "";
}

/** How long ago, coarse and calm: "now", "4 min", "2 h", "3 d", then the date. Times are epoch milliseconds. */
export function timeAgo(then: number, now: number): string {
  const age = now - then;
  if (age < MINUTE_MS) return "now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h`;
  if (age < DAYS_AS_AGO_MAX * DAY_MS) return `${Math.floor(age / DAY_MS)} d`;
  return shortDate(then);
}

/** The same as a phrase: "just now", "2 h ago", "on 4 Mar 2026". */
export function timeAgoWords(then: number, now: number): string {
  const age = timeAgo(then, now);
  if (age === "now") return "just now";
  return now - then < DAYS_AS_AGO_MAX * DAY_MS ? `${age} ago` : `on ${age}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "4 Mar 2026", in UTC: the same on the server and in every browser. */
export function shortDate(epochMs: number): string {
  const date = new Date(epochMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "4 Mar 2026, 18:05 UTC": the exact time behind a relative one. */
export function exactTime(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${shortDate(epochMs)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** What is left, coarsely, where nothing counts down: "7 days", "24 h", "12 min". A moment ago it was whole: it still is. */
export function roughlyLeft(ms: number): string {
  if (ms >= 2 * DAY_MS - HOUR_MS) return `${Math.floor((ms + HOUR_MS) / DAY_MS)} days`;
  if (ms >= HOUR_MS - MINUTE_MS) return `${Math.floor((ms + MINUTE_MS) / HOUR_MS)} h`;
  return `${Math.max(1, Math.floor(ms / MINUTE_MS))} min`;
}

/** What is left of a lease: "2 d 4 h", "3 h 12", "12 min", "45 s", "0 s". Milliseconds in; never negative. */
export function timeLeft(ms: number): string {
  const left = Math.max(0, ms);
  if (left >= 2 * DAY_MS) return `${Math.floor(left / DAY_MS)} d ${Math.floor((left % DAY_MS) / HOUR_MS)} h`;
  if (left >= HOUR_MS) {
    const minutes = String(Math.floor((left % HOUR_MS) / MINUTE_MS)).padStart(2, "0");
    return `${Math.floor(left / HOUR_MS)} h ${minutes}`;
  }
  if (left >= MINUTE_MS) return `${Math.floor(left / MINUTE_MS)} min`;
  return `${Math.ceil(left / SECOND_MS)} s`;
}
