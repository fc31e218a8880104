import type { Canvas } from "./engine.ts";
import { ellipsed } from "./text.ts";
import type { Line } from "./words.ts";

/** Space that a line may fill. Sizes in pixels, tried from the largest. */
export interface Space {
  sizes: readonly number[];
  width: number;
  linesMax: number;
  leading: number;
  weight: number;
}

/** A text that fits its space. */
export interface Fitted {
  text: string;
  size: number;
  line: Line;
  space: Space;
}

/** The largest size at which the text fits, or the smallest with an ellipsis. Asks the layout engine, so it holds for every script. */
export async function fitText(canvas: Canvas, line: Line, space: Space, families: string[]): Promise<Fitted> {
  const whole = line.graphemes.join("");
  for (const size of space.sizes)
    if (await fits(canvas, { text: whole, size, line, space }, families))
      return { text: whole, size, line, space };
  const size = space.sizes.at(-1) ?? 0;
  let low = 0;
  let high = line.graphemes.length;
  // Halving: at most log2(GRAPHEMES_DRAWN_MAX) + 1 layouts.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const candidate = { text: ellipsed(line.graphemes, middle), size, line, space };
    if (await fits(canvas, candidate, families)) low = middle;
    else high = middle - 1;
  }
  return { text: ellipsed(line.graphemes, low), size, line, space };
}

/** The first of several wordings that fits whole; the last one with an ellipsis. */
export async function fitFirst(
  canvas: Canvas,
  lines: readonly Line[],
  space: Space,
  families: string[],
): Promise<Fitted> {
  const size = space.sizes[0] ?? 0;
  for (const line of lines) {
    const whole = { text: line.graphemes.join(""), size, line, space };
    if (await fits(canvas, whole, families)) return whole;
  }
  const last = lines.at(-1) ?? { graphemes: [], direction: "ltr" as const, families: ["Serif"] };
  return await fitText(canvas, last, space, families);
}

async function fits(canvas: Canvas, fitted: Fitted, families: string[]): Promise<boolean> {
  const height = await canvas.height(textNode(fitted, {}), families);
  return Math.round(height / (fitted.size * fitted.space.leading)) <= fitted.space.linesMax;
}

/** The node that draws a fitted text: text only, in its direction, breaking anywhere rather than overflowing. */
export function textNode({ text, size, line, space }: Fitted, style: Record<string, string | number>) {
  return {
    type: "text" as const,
    text: text === "" ? " " : text,
    dir: line.direction,
    style: {
      width: space.width,
      fontFamily: line.families.map((family) => `"${family}"`).join(", "),
      fontSize: size,
      fontWeight: space.weight,
      lineHeight: space.leading,
      overflowWrap: "anywhere" as const,
      ...style,
    },
  };
}
