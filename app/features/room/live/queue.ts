import type { RoomEvent } from "@worker/features/room/contract.ts";
import type { LiveCommand } from "@worker/features/room/protocol.ts";
import { tidyText } from "@worker/kernel/text.ts";
import { KEPT_MAX, type Kept, type Refusal } from "./room-state.ts";

/** Pause before a command meets a busy server again, ms. */
export const BUSY_RETRY_MS = 2_500;
const BUSY = new Set(["rate_limited", "overloaded", "request_timeout", "idempotency_in_flight"]);

type Enqueued = { ok: true; kept: readonly Kept[] } | { ok: false; refusal: Refusal };

export function enqueue(kept: readonly Kept[], command: LiveCommand, now: number): Enqueued {
  if (kept.some((entry) => entry.command.key === command.key)) return { ok: true, kept };
  if (kept.length >= KEPT_MAX)
    return {
      ok: false,
      refusal: { key: command.key, code: "kept_full", detail: `${KEPT_MAX} changes wait already.`, command },
    };
  return { ok: true, kept: [...kept, { command, at: now, seq: null, acked: false, retryAt: null }] };
}

/** Notes the answer. The entry stays until its event is here too, so that nothing flickers between the two. */
export function onAck(kept: readonly Kept[], key: string, seq: number): readonly Kept[] {
  return kept.map((entry) =>
    entry.command.key === key ? { ...entry, seq, acked: true, retryAt: null } : entry,
  );
}

/** Takes a refused command out of the queue; a busy server's refusal only postpones it. */
export function onReject(
  kept: readonly Kept[],
  reject: { key: string; code: string; detail: string },
  now: number,
): { kept: readonly Kept[]; refusal: Refusal | null } {
  const entry = kept.find((one) => one.command.key === reject.key);
  if (!entry) return { kept, refusal: null };
  if (BUSY.has(reject.code)) {
    const retryAt = now + BUSY_RETRY_MS;
    return { kept: kept.map((one) => (one === entry ? { ...one, retryAt } : one)), refusal: null };
  }
  return {
    kept: kept.filter((one) => one !== entry),
    refusal: { key: reject.key, code: reject.code, detail: reject.detail, command: entry.command },
  };
}

/** Our own segment came back before its ack: the pending copy must not stand beside it. */
export function markLanded(kept: readonly Kept[], event: RoomEvent): readonly Kept[] {
  if (event.type !== "segment_appended" || event.suggestionId !== null) return kept;
  const mine = kept.find(
    ({ command, seq }) =>
      command.t === "append" &&
      seq === null &&
      tidyText(command.text) === event.segment.text &&
      command.epoch === event.segment.epoch,
  );
  return mine ? kept.map((entry) => (entry === mine ? { ...entry, seq: event.seq } : entry)) : kept;
}

/** Drops what is both answered and visible. */
export function settle(kept: readonly Kept[], viewSeq: number): readonly Kept[] {
  const left = kept.filter((entry) => !(entry.acked && entry.seq !== null && entry.seq <= viewSeq));
  return left.length === kept.length ? kept : left;
}
