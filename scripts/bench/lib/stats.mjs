/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs every side once a round, in turn and in changing order, so that whatever else the machine does meets all
 * of them alike. Answers, per side, one value a round.
 * @param {number} rounds
 * @param {Record<string, (round: number) => Promise<number>>} sides
 * @returns {Promise<Record<string, number[]>>}
 */
export async function inTurns(rounds, sides) {
  const names = Object.keys(sides);
  const values = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [...names].reverse() : names;
    for (const name of order) values[name].push(await sides[name](round));
  }
  return values;
}

/** Median over rounds of `a` divided by `b` of the same round. */
export function ratio(a, b) {
  return median(a.map((value, round) => value / b[round]));
}
