import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { stringify } from "uuid";

/**
 * A fresh UUIDv7 (RFC 9562 §5.7) whose time part is `now` (epoch milliseconds). Its random part is that of the
 * platform's own v4, whose variant bits stand in the same place: every event needs an id, and this is the fastest.
 */
export function newId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/**
 * A UUIDv8 (RFC 9562 §5.8, "custom") made from SHA-256 of the parts: the same parts always give the same id.
 * Used where a replayed request must meet the object that its first try made.
 */
export function derivedId(...parts: readonly string[]): string {
  const bytes = sha256(utf8ToBytes(JSON.stringify(parts))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return stringify(bytes);
}
