import { createDurable } from "itty-durable";
import { slide, type WindowRule } from "./domain-window.ts";

/**
 * An exact sliding-window counter, one object per thing that is limited.
 * Between reading `hits` and changing them nothing is awaited, so calls cannot interleave; the write leaves
 * before the answer does, and the runtime holds the answer back until it is stored.
 */
export class LimiterObject extends createDurable({ autoPersist: true }) {
  declare readonly [Rpc.__DURABLE_OBJECT_BRAND]: never;
  hits: number[] = [];

  /** Takes one place if every rule has one. `now` in epoch ms, stamped by the Worker; answers milliseconds to wait, 0 = taken. */
  take(now: number, ...rules: WindowRule[]): { waitMs: number } {
    const { hits, waitMs } = slide(this.hits, now, rules);
    this.hits = hits;
    const longest = Math.max(0, ...rules.map(([windowMs]) => windowMs));
    this.setAlarm(Date.now() + longest);
    return { waitMs };
  }

  /** Fires once the last hit has left the longest window: nothing remains worth storing. */
  async alarm(): Promise<void> {
    this.hits = [];
    await this.destroy();
  }
}
