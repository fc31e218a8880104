/** Random input: some of it nearly right, most of it not. */

const STRINGS = [
  ...[
    "",
    " ",
    "\u0000",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "a\u0301",
    "\ufeff",
    "null",
    "undefined",
    "__proto__",
  ],
  ...[
    "<script>alert(1)</script>",
    "'; DROP TABLE events; --",
    "../../etc/passwd",
    "%00",
    "%",
    "𝕏".repeat(200),
  ],
  ...[
    "👩‍👩‍👧‍👦".repeat(120),
    "مرحبا بالعالم",
    "a".repeat(5_001),
    "x".repeat(70_000),
    "2026-13-45T99:99:99Z",
    "NaN",
    "1e999",
  ],
  ...[
    "00000000-0000-0000-0000-000000000000",
    "constructor",
    "toString",
    "\r\nX-Evil: 1",
    "$" + "{7*7}",
    "{{7*7}}",
  ],
];
const NUMBERS = [0, -1, 1, 0.5, -0, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 1e-308, 2 ** 60];
const DEEP = 20_000;

/** A random JSON value; `depth` bounds its nesting. @param {import("./rng.mjs").Rng} rng */
export function anyValue(rng, depth = 3) {
  const kind = rng.int(depth > 0 ? 8 : 5);
  if (kind === 0) return null;
  if (kind === 1) return rng.chance(0.5);
  if (kind === 2) return rng.pick(NUMBERS);
  if (kind === 3) return rng.pick(STRINGS);
  if (kind === 4) return String.fromCharCode(...Array.from({ length: rng.int(40) }, () => rng.int(65_536)));
  if (kind === 5) return Array.from({ length: rng.int(4) }, () => anyValue(rng, depth - 1));
  return Object.fromEntries(
    Array.from({ length: rng.int(5) }, () => [rng.pick(STRINGS), anyValue(rng, depth - 1)]),
  );
}

/** An example with one thing about it changed: a field gone, another value, a field too many. */
export function bent(rng, example) {
  const entries = Object.entries(example);
  const at = rng.int(entries.length + 1);
  const dice = rng.int(4);
  if (dice === 0 || at === entries.length) return { ...example, [rng.pick(STRINGS)]: anyValue(rng) };
  const [name] = entries[at];
  if (dice === 1) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return { ...example, [name]: anyValue(rng) };
}

/** Text or bytes that may or may not be JSON. @returns {string | Uint8Array} */
export function anyText(rng, example) {
  switch (rng.int(9)) {
    case 0:
      return Uint8Array.from({ length: rng.int(300) }, () => rng.int(256));
    case 1:
      return JSON.stringify(example).slice(0, rng.int(40));
    case 2:
      return "[".repeat(rng.int(DEEP)) + (rng.chance(0.5) ? "]".repeat(rng.int(DEEP)) : "");
    case 3:
      return `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    case 4:
      return rng.pick(STRINGS);
    case 5:
      return JSON.stringify(anyValue(rng));
    default:
      return JSON.stringify(bent(rng, example));
  }
}

/** A random part of a path or a query, sometimes a good one. */
export function anyPart(rng, good) {
  if (rng.chance(0.6)) return good;
  const raw = rng.chance(0.5) ? String(anyValue(rng, 0)) : rng.pick(STRINGS);
  return encodeURIComponent(raw.toWellFormed()).slice(0, 2_000) || "x";
}

/** What no answer may hold: a stack, a file of ours, a database's own words. */
export const STACK =
  /\n\s+at |\bat [\w.<>]+ \(|index\.js:\d+|worker\/|node_modules|D1_ERROR|SQLITE_|TypeError|RangeError|ReferenceError/;
