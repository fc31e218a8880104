/** One of the eight author colours, by joining order. */
export type AuthorColor = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface RingPerson {
  id: string;
  initials: string;
  name: string;
  color: AuthorColor;
  state: "here" | "typing" | "away";
}

/** Everything the drawing needs, the same in the room, on cards and on the landing page. */
export interface RingView {
  /** In joining order; the first sits at the top, the others follow clockwise. */
  people: readonly RingPerson[];
  holderId: string | null;
  /** What is left of the lease, 1 … 0; null where the lease is off. */
  leaseFraction: number | null;
  /** Ids of those who asked, first come first. */
  requests: readonly string[];
  /** The reader, when a member: then the words say "you". */
  youId?: string | null;
}

export interface RingMetrics {
  /** Side of the square view box; every other length is in its units. */
  size: number;
  /** Radius of the ring line, on which the bead rides. */
  radius: number;
  /** Radius of the circle on which the members sit, outside the ring. */
  orbit: number;
  disc: number;
  bead: number;
  band: number;
  initials: number;
}

export const LARGE: RingMetrics = {
  size: 320,
  radius: 100,
  orbit: 133,
  disc: 20,
  bead: 9,
  band: 7,
  initials: 14,
};
export const MEDIUM: RingMetrics = {
  size: 168,
  radius: 46,
  orbit: 67,
  disc: 14,
  bead: 6,
  band: 4.5,
  initials: 11,
};

/** Up to here a seat is a disc with initials; beyond, a dot. */
export const SEATS_WITH_INITIALS_MAX = 12;
/** Waiting dots drawn; the rest is a number in the words. */
export const REQUESTS_SHOWN_MAX = 5;
const DOT_RADIUS_MAX = 8;
const DOT_RADIUS_MIN = 0.7;
/** Share of the way to the neighbour that a dot may fill. */
const DOT_FILL = 0.36;

export interface Point {
  x: number;
  y: number;
}

export interface Seat extends Point {
  person: RingPerson;
  r: number;
  holds: boolean;
  /** Initials fit inside. */
  lettered: boolean;
}

export interface WaitingDot extends Point {
  person: RingPerson;
  r: number;
}

export interface RingLayout {
  seats: Seat[];
  /** Degrees clockwise from the top; null where nobody holds the ring. */
  beadAngle: number | null;
  waiting: WaitingDot[];
}

/** Degrees clockwise from the top at which the member with this index of `count` sits. */
export function seatAngle(index: number, count: number): number {
  return count <= 0 ? 0 : (index / count) * 360;
}

/** The point at `angle` (degrees clockwise from the top) and `radius` around the middle of a square of `size`. */
export function pointAt(angle: number, radius: number, size: number): Point {
  const radians = ((angle - 90) * Math.PI) / 180;
  return { x: tidy(size / 2 + radius * Math.cos(radians)), y: tidy(size / 2 + radius * Math.sin(radians)) };
}

/** Hundredths are finer than a pixel, and the same text on the server and in every browser. */
function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How far the bead turns from one angle to another, the shorter way, in (−180, 180]; opposite seats go clockwise. */
export function travel(from: number, to: number): number {
  const turn = (((to - from) % 360) + 360) % 360;
  return turn > 180 ? turn - 360 : turn;
}

/** Radius of one seat among `count`: a disc while initials fit, then a dot that never touches its neighbour. */
export function seatRadius(count: number, metrics: RingMetrics): number {
  if (count <= SEATS_WITH_INITIALS_MAX) return metrics.disc;
  const apart = 2 * metrics.orbit * Math.sin(Math.PI / count);
  return tidy(Math.max(DOT_RADIUS_MIN, Math.min(DOT_RADIUS_MAX, metrics.disc / 2, apart * DOT_FILL)));
}

/** The lease as a share of the circle: 0 … 1. A lease that is off never runs down, so it is whole. */
export function arcFraction(leaseFraction: number | null): number {
  if (leaseFraction === null) return 1;
  return Number.isFinite(leaseFraction)
    ? Math.round(Math.min(1, Math.max(0, leaseFraction)) * 1000) / 1000
    : 0;
}

/** Where everything goes: seats on the orbit, the bead on the ring beside its holder, the queue behind the bead. */
export function layoutRing(view: RingView, metrics: RingMetrics): RingLayout {
  const { people, holderId, requests } = view;
  const count = people.length;
  const r = seatRadius(count, metrics);
  const seats = people.map((person, index) => ({
    person,
    r,
    holds: person.id === holderId,
    lettered: count <= SEATS_WITH_INITIALS_MAX,
    ...pointAt(seatAngle(index, count), metrics.orbit, metrics.size),
  }));
  const holderIndex = people.findIndex((person) => person.id === holderId);
  if (holderIndex < 0) return { seats, beadAngle: null, waiting: [] };
  const beadAngle = seatAngle(holderIndex, count);
  return { seats, beadAngle, waiting: layoutQueue(requests, people, beadAngle, metrics) };
}

function layoutQueue(
  requests: readonly string[],
  people: readonly RingPerson[],
  beadAngle: number,
  metrics: RingMetrics,
): WaitingDot[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const r = tidy(metrics.bead * 0.62);
  const toFirst = degrees(metrics.bead + r * 2.1, metrics.radius);
  const apart = degrees(r * 2.9, metrics.radius);
  return requests
    .flatMap((id) => byId.get(id) ?? [])
    .slice(0, REQUESTS_SHOWN_MAX)
    .map((person, place) => ({
      person,
      r,
      ...pointAt(beadAngle - toFirst - apart * place, metrics.radius, metrics.size),
    }));
}

function degrees(arcLength: number, radius: number): number {
  return (arcLength / radius) * (180 / Math.PI);
}
