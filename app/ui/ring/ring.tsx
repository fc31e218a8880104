import type { ReactNode } from "react";
import { RingCircle } from "./ring-circle.tsx";
import type { RingView } from "./ring-geometry.ts";
import { RingGlyph } from "./ring-glyph.tsx";
import { RingStrip } from "./ring-strip.tsx";
import { ringWords } from "./ring-words.ts";

export type { AuthorColor, RingPerson, RingView } from "./ring-geometry.ts";
export { RingGlyph } from "./ring-glyph.tsx";
export { ringWords, waitingWords } from "./ring-words.ts";

interface RingProps {
  view: RingView;
  /** `large` in the room, `medium` on pages and cards, `small` (16 px) in lists, `strip` on a phone. */
  size: "large" | "medium" | "small" | "strip";
  children?: ReactNode;
}

/** The one drawing of OneRing: who holds it, what is left of the lease, who waits. One data shape at every size. */
export function Ring({ view, size, children }: RingProps) {
  if (size === "strip") return <RingStrip view={view}>{children}</RingStrip>;
  if (size !== "small")
    return (
      <RingCircle view={view} size={size}>
        {children}
      </RingCircle>
    );
  const index = view.people.findIndex((person) => person.id === view.holderId);
  const at = index < 0 ? 0 : index / view.people.length;
  return (
    <RingGlyph
      at={at}
      held={view.holderId !== null && view.holderId === view.youId}
      label={ringWords(view)}
    />
  );
}
