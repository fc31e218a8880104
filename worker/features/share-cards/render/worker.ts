import wasm from "@takumi-rs/wasm/auto";
import coverage from "../fonts/coverage.json";
import sans from "../fonts/sans.bin";
import serif from "../fonts/serif.bin";
import { createDrawCard } from "./card.ts";
import { rangesFrom } from "./coverage.ts";

/** The renderer as the Worker has it, with takumi and the base fonts bundled. Once per isolate. */
export const renderCard = createDrawCard(
  { wasm, serif: new Uint8Array(serif), sans: new Uint8Array(sans) },
  rangesFrom(coverage.runs.split(" ").map(Number)),
);
