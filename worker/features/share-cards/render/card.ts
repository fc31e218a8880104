import type { CardRing, ShareCard } from "../contract.ts";
import { EMPTY_INDEX, type FontIndex, type Ranges } from "./coverage.ts";
import { type EngineParts, Engines } from "./engine.ts";
import type { CardFonts } from "./fonts.ts";
import { drawCard } from "./layout.ts";
import { planWords } from "./words.ts";

/** Raised when the drawing changes, so that no cache keeps the old one. */
export const DRAWING_VERSION = 1;

/** A finished drawing. `complete` is false when a font could not be had; such a card is shown but not kept. */
export interface DrawnCard {
  png: Uint8Array<ArrayBuffer>;
  complete: boolean;
}

/**
 * Draws cards as 1200×630 PNGs: the same card, ring and fonts give the same bytes, in any isolate.
 * Most cards need the bundled fonts only; others ask `fonts` for the files of their scripts.
 */
export type DrawCard = (card: ShareCard, ring: CardRing, fonts: CardFonts) => Promise<DrawnCard>;

/** @param base characters that both bundled fonts have */
export function createDrawCard(parts: EngineParts, base: Ranges): DrawCard {
  const engines = new Engines(parts);
  return async (card, ring, fonts) => {
    const first = planWords(card, ring, base, EMPTY_INDEX);
    const index = first.replaced ? await fonts.index() : EMPTY_INDEX;
    const plan = first.replaced && index ? planWords(card, ring, base, index) : first;
    return await engines.use(
      plan.files,
      (name) => fonts.file(name),
      async (canvas, missing) => {
        const had = (file: string) => plan.files.includes(file) && !missing.has(file);
        const { words, files } =
          missing.size === 0 ? plan : planWords(card, ring, base, onlyFiles(index ?? EMPTY_INDEX, had));
        const png = await drawCard(canvas, words, ring, ["Serif", "Sans", ...files]);
        return { png, complete: index !== null && missing.size === 0 };
      },
    );
  };
}

/** The index without the files that are not there, so that their signs get the stand-in instead of a box. */
function onlyFiles(index: FontIndex, had: (file: string) => boolean): FontIndex {
  return { ...index, files: index.files.filter(({ file }) => had(file)) };
}
