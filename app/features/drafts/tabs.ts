/** The views of the list: what each is called, and what it says when it is empty. */
export const TABS = {
  mine: { name: "All", empty: "Nothing is begun yet. Start a draft, or ask a friend for an invite." },
  waiting: {
    name: "Waiting for me",
    empty: "No ring waits for you. A good moment to start something, or to rest.",
  },
  archived: { name: "Archived", empty: "Nothing rests here. Drafts you archive come to this shelf." },
} as const;
export type DraftTab = keyof typeof TABS;

export function tabOf(value: string | null): DraftTab {
  return value === "waiting" || value === "archived" ? value : "mine";
}

/** Address of a view, with the search kept. */
export function listPath(tab: DraftTab, q: string, cursor: string | null = null): string {
  const search = new URLSearchParams();
  if (tab !== "mine") search.set("tab", tab);
  if (q !== "") search.set("q", q);
  if (cursor !== null) search.set("cursor", cursor);
  return search.size === 0 ? "/drafts" : `/drafts?${search}`;
}

interface Waiting {
  title: string;
}

/** How much of a title a sentence can carry, in characters. */
const TITLE_IN_SENTENCE_CHARS_MAX = 48;

function inSentence(title: string): string {
  const marks = [...title];
  if (marks.length <= TITLE_IN_SENTENCE_CHARS_MAX) return title;
  return `${marks
    .slice(0, TITLE_IN_SENTENCE_CHARS_MAX - 1)
    .join("")
    .replace(/[\s\p{P}]+$/u, "")}…`;
}

/** What waits for this person now, in one sentence: the answer to "why today?". */
export function whyToday(waiting: readonly Waiting[], more: boolean): string {
  const [first] = waiting;
  if (!first) return "No ring waits for you now.";
  if (waiting.length === 1 && !more) return `The ring of “${inSentence(first.title)}” is with you.`;
  return `${more ? `More than ${waiting.length}` : waiting.length} rings are with you. “${inSentence(first.title)}” is the newest.`;
}
