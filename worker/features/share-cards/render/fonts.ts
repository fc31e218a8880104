import * as z from "zod/mini";
import type { Log } from "../../../kernel/log.ts";
import { EMPTY_INDEX, type FontIndex, rangesFrom } from "./coverage.ts";

/** Where the fonts beyond the bundled two come from. A file that cannot be had is null: the card is drawn without. */
export interface CardFonts {
  index(): Promise<FontIndex | null>;
  file(name: string): Promise<Uint8Array | null>;
}

const FONT_BYTES_MAX = 2 * 1024 * 1024;
const INDEX_BYTES_MAX = 1024 * 1024;
const FOLDER = "https://assets.local/fonts/cards/";

const fontIndex = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      set: z.enum(["serif", "script", "jp", "kr", "sc", "symbol", "emoji"]),
      file: z.string().check(z.regex(/^[a-z0-9-]+\.woff2$/)),
      runs: z.array(z.int()),
    }),
  ),
});

/** Parsed once per isolate: it changes only with a deploy, which starts new isolates. */
let parsed: FontIndex | null = null;

/** Fonts from the Worker's static assets, where `scripts/card-fonts.mjs` put them. */
export function assetFonts(assets: Pick<Fetcher, "fetch">, log: Log): CardFonts {
  const read = async (name: string, bytesMax: number): Promise<Uint8Array | null> => {
    try {
      const response = await assets.fetch(FOLDER + name);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.byteLength <= bytesMax ? bytes : null;
    } catch {
      log.error("card_font_missing", { file: name });
      return null;
    }
  };
  return {
    file: (name) => read(name, FONT_BYTES_MAX),
    async index() {
      if (parsed) return parsed;
      const bytes = await read("index.json", INDEX_BYTES_MAX);
      parsed = bytes && indexFrom(bytes);
      return parsed;
    },
  };
}

/** The index as the build wrote it; null when it is not one. */
export function indexFrom(bytes: Uint8Array): FontIndex | null {
  try {
    const result = fontIndex.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!result.success) return null;
    const files = result.data.files.map(({ set, file, runs }) => ({ set, file, ranges: rangesFrom(runs) }));
    return { version: 1, files };
  } catch {
    return null;
  }
}

/** No fonts beyond the bundled two: what a card is drawn with when it needs no others. */
export const NO_FONTS: CardFonts = { index: async () => EMPTY_INDEX, file: async () => null };
