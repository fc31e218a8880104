import { createHash } from "node:crypto";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256 of UTF-8 text, as lower-case hex. Synchronous, so it can stand inside a storage transaction; native,
 * because an append makes four.
 */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Bytes as base64url without padding. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** `bytes` random bytes from the platform's CSPRNG, as base64url without padding. */
export function randomToken(bytes: number): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Compares two strings in a time that depends only on their lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = sha256(utf8ToBytes(a));
  const right = sha256(utf8ToBytes(b));
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}

/** JSON with object keys sorted at every level: equal values give equal text. Source: RFC 8785's key order, for the plain JSON we hash. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value).sort(byName)) result[name] = sorted(inner);
  return result;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
