import { covers, type FontFile, type FontIndex, type FontSet, type Ranges, setOrder } from "./coverage.ts";

/** Signs of one text that are looked at: more than three lines of the smallest size can hold. */
export const GRAPHEMES_DRAWN_MAX = 160;
/** Code points of one sign: above any emoji family and any real syllable; stacks of marks end here. */
const CODE_POINTS_PER_GRAPHEME_MAX = 16;
const MARKS_PER_LETTER_MAX = 4;
/** Font files one card may fetch beyond the two it is born with. */
export const FONT_FILES_PER_CARD_MAX = 32;

/** Stands for signs that no font of ours has, so that nobody sees a box. */
const STAND_IN = "·";

/** Text made safe to draw, with what drawing it needs. */
export interface Drawable {
  graphemes: string[];
  direction: "ltr" | "rtl";
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f/u;
/** Invisible, but they decide how Arabic and Indic letters join. */
const JOINERS = /[\u200c\u200d]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const STRONG = /\p{L}/u;

/** Collects, over all texts of one card, the font files that draw them. */
export class FontPicker {
  /** Files in the order they were first needed. */
  readonly files = new Map<string, FontFile>();
  /** Whether some sign had no glyph and lost its marks or gave way to the stand-in. */
  replaced = false;

  constructor(
    private readonly base: Ranges,
    private readonly index: FontIndex,
  ) {}

  /** Cuts, cleans and replaces until every sign of the text has a glyph. Never throws, whatever the text. */
  drawable(text: string): Drawable {
    const clean = text.toWellFormed().normalize("NFC").replace(/\s+/gu, " ").trim();
    const order = setOrder(clean);
    const graphemes: string[] = [];
    for (const { segment } of segmenter.segment(clean)) {
      if (graphemes.length >= GRAPHEMES_DRAWN_MAX) break;
      const sign = this.#sign(segment, order);
      if (sign !== "" && !(sign === STAND_IN && graphemes.at(-1) === STAND_IN)) graphemes.push(sign);
    }
    return { graphemes, direction: directionOf(clean) };
  }

  #sign(segment: string, order: readonly FontSet[]): string {
    const points = [...segment].slice(0, CODE_POINTS_PER_GRAPHEME_MAX);
    const visible = points.filter((point) => !INVISIBLE.test(point));
    if (visible.length === 0) return "";
    if (EMOJI.test(segment) && this.#font(visible, ["emoji"])) return points.join("");
    const letter = this.#letter(points, order);
    if (letter !== null) return letter;
    this.replaced = true;
    return this.#letter(points.slice(0, 1), order) ?? STAND_IN;
  }

  /** The points as one font draws them, without the invisible ones and the marks in excess; null if none can. */
  #letter(points: string[], order: readonly FontSet[]): string | null {
    const kept = points.filter((point) => !INVISIBLE.test(point)).slice(0, 1 + MARKS_PER_LETTER_MAX);
    const ranges = this.#take(kept, order);
    if (!ranges) return null;
    const joins = (point: string) => JOINERS.test(point) && covers(ranges, point.codePointAt(0) ?? 0);
    return points.filter((point) => kept.includes(point) || joins(point)).join("");
  }

  /** What the first font covers that has all of the points; null when there is none or the card has fonts enough. */
  #take(points: readonly string[], order: readonly FontSet[]): Ranges | null {
    return coversAll(this.base, points) ? this.base : this.#font(points, order);
  }

  #font(points: readonly string[], order: readonly FontSet[]): Ranges | null {
    const font = order
      .flatMap((set) => this.index.files.filter((file) => file.set === set))
      .find((file) => coversAll(file.ranges, points));
    if (!font || (!this.files.has(font.file) && this.files.size >= FONT_FILES_PER_CARD_MAX)) return null;
    this.files.set(font.file, font);
    return font.ranges;
  }

  /** Files in the order glyphs are looked up: text before symbols before emoji, the same for the same texts. */
  stack(text: string): string[] {
    const order = setOrder(text);
    return [...this.files.values()]
      .sort((a, b) => order.indexOf(a.set) - order.indexOf(b.set) || (a.file < b.file ? -1 : 1))
      .map((font) => font.file);
  }
}

function coversAll(ranges: Ranges, points: readonly string[]): boolean {
  return points.every((point) => covers(ranges, point.codePointAt(0) ?? 0));
}

/** Direction of the first letter, as the Unicode bidirectional algorithm's rule P2 has it for these scripts. */
function directionOf(text: string): "ltr" | "rtl" {
  const first = STRONG.exec(text)?.[0];
  return first !== undefined && RTL.test(first) ? "rtl" : "ltr";
}

/** `count` signs of a text and an ellipsis, cut at a word's end when one is near. */
export function ellipsed(graphemes: readonly string[], count: number): string {
  const cut = graphemes.slice(0, count);
  const space = cut.lastIndexOf(" ");
  const kept = space > 0 && cut.length - space <= 12 ? cut.slice(0, space) : cut;
  return `${kept.join("").replace(/[\s,;:·–—-]+$/u, "")}…`;
}
