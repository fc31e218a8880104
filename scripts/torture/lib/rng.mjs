/**
 * A seeded source of chance: the same seed gives the same run, as far as the machine's timing allows.
 * mulberry32, by Tommy Ettinger, in the public domain.
 */
export class Rng {
  #state;

  /** @param {number} seed a whole number; its low 32 bits count */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number in [0, below). */
  int(below) {
    return Math.floor(this.next() * below);
  }

  /** Whether something with this probability happens. */
  chance(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.int(list.length)];
  }

  /** An independent source: what one client draws does not shift what another gets. */
  fork() {
    return new Rng(this.int(4_294_967_296));
  }
}

/** A seed from the clock, for runs that name none. */
export function freshSeed() {
  return (Date.now() ^ (process.pid << 16)) >>> 0;
}
