/** How well `query` fits `text`: 0 not at all, higher is better. Every word of the query must appear; starts count more. */
export function matchScore(query: string, text: string): number {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const folded = fold(text);
  let score = 1;
  for (const word of words) {
    const at = folded.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : folded[at - 1] === " " ? 2 : 1;
  }
  return score;
}

/** Lower case without accents, so that `cafe` finds `Café`. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The best `count` of `items`, in falling order of fit; equals keep their order. */
export function bestMatches<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
  count: number,
): T[] {
  return items
    .map((item) => ({ item, score: matchScore(query, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ item }) => item);
}
