const NAMES = {
  4: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
  3: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
// minute, hour, day of month, month, day of week (Cloudflare counts from 1 = Sunday)
const LIMITS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
];

/**
 * Whether a cron expression of `wrangler.toml` is due in the minute of `now` (epoch milliseconds, UTC).
 * Knows `*`, numbers, names, lists, ranges and steps; throws on anything else rather than never firing.
 */
export function isDue(expression, now) {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`Not a cron expression: ${expression}`);
  const at = new Date(now);
  const values = [
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    at.getUTCDay() + 1,
  ];
  return fields.every((field, i) => field.split(",").some((part) => matches(part, values[i], i)));
}

function matches(part, value, position) {
  const [range, step = "1"] = part.split("/");
  const [low, high] = LIMITS[position];
  const [from, to = part.includes("/") ? String(high) : from] =
    range === "*" ? [String(low), String(high)] : range.split("-");
  const first = toNumber(from, position);
  const last = toNumber(to, position);
  return value >= first && value <= last && (value - first) % toNumber(step) === 0;
}

function toNumber(text, position) {
  const named = NAMES[position]?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return named + 1;
  if (!/^\d+$/.test(text)) throw new Error(`Not understood in a cron expression: ${text}`);
  return Number(text);
}
