/** Counts what happened in the last `windowMs` exactly; holds at most `max` times. */
export class SlidingWindow {
  readonly #times: number[] = [];
  #oldest = 0;

  constructor(
    readonly max: number,
    readonly windowMs: number,
  ) {}

  /** Counts one more at `now` (epoch ms). False, and not counted: there were `max` within the window already. */
  allow(now: number): boolean {
    const from = now - this.windowMs;
    while (this.#oldest < this.#times.length && (this.#times[this.#oldest] ?? 0) <= from) this.#oldest++;
    if (this.#oldest > this.max) {
      this.#times.splice(0, this.#oldest);
      this.#oldest = 0;
    }
    if (this.#times.length - this.#oldest >= this.max) return false;
    this.#times.push(now);
    return true;
  }
}
