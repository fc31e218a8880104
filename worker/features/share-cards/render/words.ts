import type { CardRing, ShareCard } from "../contract.ts";
import { numbersLine } from "../domain.ts";
import type { FontIndex, Ranges } from "./coverage.ts";
import { type Drawable, FontPicker } from "./text.ts";

/** A line of text with the families that draw it. */
export interface Line extends Drawable {
  families: string[];
}

export interface Words {
  title: Line;
  /** From all names to fewest: the first that fits is drawn. */
  bylines: Line[];
  numbers: Line;
  topLine: Line;
  holder: Line;
  initials: Line[];
}

export interface Plan {
  words: Words;
  /** Font files needed beyond the bundled ones, sorted. */
  files: string[];
  /** Some sign has no glyph in these fonts. */
  replaced: boolean;
}

/** All text of a card, cleaned, with the fonts it takes. */
export function planWords(card: ShareCard, ring: CardRing, base: Ranges, index: FontIndex): Plan {
  const picker = new FontPicker(base, index);
  const holder = ring.seats.find((seat) => seat.holder);
  const pick = (text: string, face: "Serif" | "Sans") => ({ text, face, drawable: picker.drawable(text) });
  const picked = {
    title: pick(card.title, "Serif"),
    numbers: pick(numbersLine(card), "Sans"),
    topLine: pick(card.top_line, "Serif"),
    holder: pick(holder ? `@${holder.handle}` : "", "Serif"),
  };
  const bylines = bylinesOf(card).map((text) => pick(text, "Serif"));
  const initials = ring.seats.map((seat) => pick(seat.initials, "Sans"));
  // Only now does the picker know every file, and so each line its stack.
  const line = ({ text, face, drawable }: ReturnType<typeof pick>): Line => ({
    ...drawable,
    families: [face, ...picker.stack(text)],
  });
  return {
    files: [...picker.files.keys()].sort(),
    replaced: picker.replaced,
    words: {
      title: line(picked.title),
      bylines: bylines.map(line),
      numbers: line(picked.numbers),
      topLine: line(picked.topLine),
      holder: line(picked.holder),
      initials: initials.map(line),
    },
  };
}

/** "by Mara, Ilo and 3 more", with ever fewer names. */
function bylinesOf(card: ShareCard): string[] {
  if (card.visibility === "private") return [card.subtitle];
  const names = card.contributors.map((person) => person.name || `@${person.handle}`);
  return names.map((_, dropped) => {
    const shown = names.slice(0, names.length - dropped);
    const more = card.metrics.contributors - shown.length;
    const last = more > 0 ? `${more} more` : shown.pop();
    return shown.length === 0 ? `by ${last ?? ""}` : `by ${shown.join(", ")} and ${last}`;
  });
}
