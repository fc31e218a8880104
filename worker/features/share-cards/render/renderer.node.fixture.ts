import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import coverage from "../fonts/coverage.json";
import { createDrawCard, type DrawCard } from "./card.ts";
import { rangesFrom } from "./coverage.ts";
import { type CardFonts, indexFrom } from "./fonts.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const FONTS = join(ROOT, "public/fonts/cards");

const wasm = new WebAssembly.Module(
  readFileSync(join(ROOT, "node_modules/@takumi-rs/wasm/pkg/takumi_wasm_bg.wasm")),
);

/** The renderer in Node, with a state of its own: the same parts as the Worker's. */
export function newRenderer(): DrawCard {
  const base = (name: string) => readFileSync(join(ROOT, `worker/features/share-cards/fonts/${name}.bin`));
  return createDrawCard(
    { wasm, serif: base("serif"), sans: base("sans") },
    rangesFrom(coverage.runs.split(" ").map(Number)),
  );
}

/** All card fonts, from the folder that the build fills. */
export function allFonts(): CardFonts {
  if (!existsSync(join(FONTS, "index.json")))
    execFileSync(process.execPath, [join(ROOT, "scripts/card-fonts.mjs")]);
  const index = indexFrom(readFileSync(join(FONTS, "index.json")));
  return { index: async () => index, file: async (name) => readFileSync(join(FONTS, name)) };
}
