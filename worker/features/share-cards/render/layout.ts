import type { Node } from "@takumi-rs/wasm";
import type { CardRing } from "../contract.ts";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX } from "../domain.ts";
import type { Canvas } from "./engine.ts";
import { type Fitted, fitFirst, fitText, type Space, textNode } from "./fit.ts";
import {
  authorColor,
  HAIRLINE,
  INK,
  MUTED,
  markSvg,
  PAPER,
  pointAt,
  RING,
  ringSvg,
  seatAngle,
} from "./ring-drawing.ts";
import type { Line, Words } from "./words.ts";

const LEFT = 72;
const WIDTH = 612;
const RING_MIDDLE = { x: 944, y: 306 } as const;
const MARK_PX = 34;

const TITLE: Space = { sizes: [76, 68, 60, 52, 46], width: WIDTH, linesMax: 3, leading: 1.16, weight: 560 };
const BYLINE: Space = { sizes: [28], width: WIDTH, linesMax: 1, leading: 1.35, weight: 400 };
const NUMBERS: Space = { sizes: [24], width: WIDTH, linesMax: 1, leading: 1.3, weight: 500 };
const TOP_LINE: Space = { sizes: [24], width: WIDTH, linesMax: 1, leading: 1.3, weight: 400 };
const HOLDER: Space = { sizes: [34, 28, 23], width: 204, linesMax: 1, leading: 1.2, weight: 560 };
const INITIALS: Space = { sizes: [25, 20], width: 60, linesMax: 1, leading: 1.2, weight: 600 };

type Style = Record<string, string | number>;

/** Draws the words and the ring as one PNG. */
export async function drawCard(
  canvas: Canvas,
  words: Words,
  ring: CardRing,
  families: string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const fitted = (line: Line, space: Space) => fitText(canvas, line, space, families);
  const title = await fitted(words.title, TITLE);
  const byline = await fitFirst(canvas, words.bylines, BYLINE, families);
  const numbers = await fitted(words.numbers, NUMBERS);
  const topLine = await fitted(words.topLine, TOP_LINE);
  const holder = await fitted(words.holder, HOLDER);
  const initials: Fitted[] = [];
  for (const line of words.initials) initials.push(await fitted(line, INITIALS));
  const size = { width: CARD_WIDTH_PX, height: CARD_HEIGHT_PX };
  const root = box({ ...size, left: 0, top: 0, backgroundColor: PAPER, display: "flex" }, [
    ...wordmark(),
    piece(title, byline),
    ...footer(numbers, topLine),
    ...ringNodes(ring, holder, initials),
  ]);
  return await canvas.png(root, families, size);
}

function box(style: Style, children: Node[]): Node {
  return { type: "container", style: { position: "absolute", ...style }, children };
}

function drawing(svg: string, left: number, top: number, size: number): Node {
  return {
    type: "image",
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    width: size,
    height: size,
    style: { position: "absolute", left, top, width: size, height: size },
  };
}

function wordmark(): Node[] {
  const style = {
    fontFamily: "Serif",
    fontSize: 31,
    fontWeight: 560,
    color: INK,
    lineHeight: 1.2,
    letterSpacing: 0.2,
  };
  return [
    drawing(markSvg(MARK_PX), LEFT, 62, MARK_PX),
    box({ left: LEFT + MARK_PX + 13, top: 60 }, [{ type: "text", text: "OneRing", style }]),
  ];
}

/** Title and byline, centred in the space between wordmark and footer. Marks that tower out of their line are cut. */
function piece(title: Fitted, byline: Fitted): Node {
  const style = { display: "flex", flexDirection: "column", justifyContent: "center", overflow: "hidden" };
  return box({ left: LEFT, top: 116, width: WIDTH, height: 380, ...style }, [
    textNode(title, { color: INK, letterSpacing: title.line.direction === "rtl" ? 0 : -0.6 }),
    textNode(byline, {
      color: MUTED,
      marginTop: 22,
      textAlign: title.line.direction === "rtl" ? "right" : "left",
    }),
  ]);
}

function footer(numbers: Fitted, topLine: Fitted): Node[] {
  if (numbers.text === "")
    return [box({ left: LEFT, top: 548, width: WIDTH }, [textNode(topLine, { color: MUTED })])];
  return [
    box({ left: LEFT, top: 508, width: WIDTH, height: 1.5, backgroundColor: HAIRLINE }, []),
    box({ left: LEFT, top: 526, width: WIDTH }, [textNode(numbers, { color: INK })]),
    box({ left: LEFT, top: 562, width: WIDTH }, [textNode(topLine, { color: MUTED })]),
  ];
}

function ringNodes(ring: CardRing, holder: Fitted, initials: Fitted[]): Node[] {
  const left = RING_MIDDLE.x - RING.size / 2;
  const top = RING_MIDDLE.y - RING.size / 2;
  const nodes = [drawing(ringSvg(ring), left, top, RING.size)];
  ring.seats.forEach((seat, index) => {
    const letters = initials[index];
    if (!letters) return;
    const { x, y } = pointAt(seatAngle(index, ring.seats.length), RING.orbit);
    const disc = {
      width: RING.disc * 2,
      height: RING.disc * 2,
      display: "flex",
      alignItems: "center",
      justifyContent: "center",
    };
    const color = seat.holder ? PAPER : authorColor(seat.color);
    nodes.push(
      box({ left: left + x - RING.disc, top: top + y - RING.disc, ...disc }, [
        textNode(letters, { color, textAlign: "center" }),
      ]),
    );
  });
  return [...nodes, ...middle(ring, holder)];
}

/** Who has it, in the middle of the ring, and beneath the ring those who found no seat in the drawing. */
function middle(ring: CardRing, holder: Fitted): Node[] {
  const small = {
    fontFamily: "Sans",
    fontSize: 20,
    color: MUTED,
    lineHeight: 1.3,
    textAlign: "center",
  } as const;
  const nodes: Node[] = [];
  if (holder.text !== "") {
    const style = {
      display: "flex",
      flexDirection: "column",
      alignItems: "center",
      justifyContent: "center",
    };
    nodes.push(
      box({ left: RING_MIDDLE.x - 110, top: RING_MIDDLE.y - 60, width: 220, height: 120, ...style }, [
        textNode(holder, { color: INK, textAlign: "center" }),
        { type: "text", text: "has the ring", style: { ...small, marginTop: 4 } },
      ]),
    );
  }
  if (ring.more > 0)
    nodes.push(
      box({ left: RING_MIDDLE.x - 150, top: 548, width: 300, display: "flex", justifyContent: "center" }, [
        { type: "text", text: `and ${ring.more} more`, style: small },
      ]),
    );
  return nodes;
}
