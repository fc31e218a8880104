import type { CardRing } from "../contract.ts";

/** The ring of the web app at the size of a card. Lengths in pixels. */
export const RING = { size: 440, radius: 132, orbit: 180, disc: 33, bead: 13, band: 9 } as const;
export const INK = "#1C1917";
export const PAPER = "#FBF8F3";
export const MUTED = "#6B645B";
export const HAIRLINE = "#E7E0D5";
export const GOLD = "#A86A14";
/** Author colours on paper: the web app's eight OKLCH tokens as sRGB. */
export const AUTHORS: readonly string[] = [
  "#536094",
  "#746222",
  "#117367",
  "#775383",
  "#4B6F3D",
  "#8B4E5F",
  "#1F6C89",
  "#8A5337",
];
/** A twelfth of each over paper, for discs. */
const WASHES = [
  "#E7E6E8",
  "#EBE6DA",
  "#DFE8E2",
  "#EBE4E6",
  "#E6E8DD",
  "#EEE4E1",
  "#E1E7E6",
  "#EDE4DC",
] as const;
const REQUESTS_SHOWN_MAX = 5;

export interface Point {
  x: number;
  y: number;
}

/** Degrees clockwise from the top at which a seat lies. */
export function seatAngle(index: number, count: number): number {
  return count <= 0 ? 0 : (index / count) * 360;
}

/** Point at an angle (degrees clockwise from the top) and radius around the ring's middle, in hundredths. */
export function pointAt(angle: number, radius: number): Point {
  const radians = ((angle - 90) * Math.PI) / 180;
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    x: round(RING.size / 2 + radius * Math.cos(radians)),
    y: round(RING.size / 2 + radius * Math.sin(radians)),
  };
}

export function authorColor(color: number): string {
  return AUTHORS[((color % AUTHORS.length) + AUTHORS.length) % AUTHORS.length] ?? INK;
}

/** Band, lease arc, queue, bead and discs as one SVG. Made of numbers and our own colours only: no text enters it. */
export function ringSvg(ring: CardRing): string {
  const middle = RING.size / 2;
  const holder = ring.seats.findIndex((seat) => seat.holder);
  const parts = [
    circle(
      { x: middle, y: middle },
      RING.radius,
      `fill="none" stroke="${HAIRLINE}" stroke-width="${RING.band}"`,
    ),
  ];
  if (holder >= 0) {
    const angle = seatAngle(holder, ring.seats.length);
    parts.push(arc(angle, ring.leaseSixtieths), ...queue(ring, angle), ...bead(angle));
  }
  ring.seats.forEach((seat, index) => {
    const color = authorColor(seat.color);
    const wash = WASHES[AUTHORS.indexOf(color)] ?? PAPER;
    parts.push(
      circle(
        pointAt(seatAngle(index, ring.seats.length), RING.orbit),
        RING.disc,
        `fill="${seat.holder ? color : wash}" stroke="${color}" stroke-width="2.5"`,
      ),
    );
  });
  return svg(RING.size, parts.join(""));
}

/** The mark beside the wordmark: the ring at its smallest. */
export function markSvg(size: number): string {
  const middle = RING.size / 2;
  const at = pointAt(45, 170);
  const line = circle({ x: middle, y: middle }, 170, `fill="none" stroke="${MUTED}" stroke-width="44"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${RING.size} ${RING.size}">${line}${circle(at, 86, `fill="${GOLD}" stroke="${PAPER}" stroke-width="26"`)}</svg>`;
}

function svg(size: number, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inner}</svg>`;
}

function circle({ x, y }: Point, r: number, paint: string): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" ${paint}/>`;
}

/** What is left of the lease, clockwise from the bead; a ring without a lease is whole and pale. */
function arc(angle: number, sixtieths: number | null): string {
  const paint = `fill="none" stroke="${GOLD}" stroke-width="${RING.band}"`;
  const middle = { x: RING.size / 2, y: RING.size / 2 };
  if (sixtieths === null) return circle(middle, RING.radius, `${paint} stroke-opacity="0.3"`);
  if (sixtieths >= 60) return circle(middle, RING.radius, paint);
  if (sixtieths <= 0) return "";
  const from = pointAt(angle, RING.radius);
  const to = pointAt(angle + sixtieths * 6, RING.radius);
  const large = sixtieths > 30 ? 1 : 0;
  return `<path d="M ${from.x} ${from.y} A ${RING.radius} ${RING.radius} 0 ${large} 1 ${to.x} ${to.y}" ${paint} stroke-linecap="round"/>`;
}

function queue(ring: CardRing, angle: number): string[] {
  return ring.waiting.slice(0, REQUESTS_SHOWN_MAX).map((seat, place) => {
    const color = authorColor(ring.seats[seat]?.color ?? 0);
    return circle(
      pointAt(angle - 14 - place * 10.5, RING.radius),
      8,
      `fill="${PAPER}" stroke="${color}" stroke-width="3"`,
    );
  });
}

function bead(angle: number): string[] {
  const at = pointAt(angle, RING.radius);
  return [
    circle(at, RING.bead * 1.75, `fill="${GOLD}" fill-opacity="0.16"`),
    circle(at, RING.bead, `fill="${GOLD}" stroke="${PAPER}" stroke-width="3"`),
    circle(
      { x: at.x - RING.bead * 0.28, y: at.y - RING.bead * 0.3 },
      RING.bead * 0.24,
      `fill="#fff" fill-opacity="0.55"`,
    ),
  ];
}
