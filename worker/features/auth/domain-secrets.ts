import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, sha256Hex } from "../../kernel/crypto.ts";

/** What a secret is for, written in front of it, so that one kind is never taken for another and scanners can find it. */
export const SECRET_PREFIXES = {
  browser: "or_b_",
  session: "or_s_",
  access: "or_a_",
  refresh: "or_r_",
} as const;
export type SecretKind = keyof typeof SECRET_PREFIXES;

const SECRET_BODY = /^[A-Za-z0-9_-]{43}$/;

/** Whether text has the form of a secret of this kind. Anything else is not worth a database read. */
export function isSecret(kind: SecretKind, text: string): boolean {
  const prefix = SECRET_PREFIXES[kind];
  return text.startsWith(prefix) && SECRET_BODY.test(text.slice(prefix.length));
}

/**
 * A secret that a replay of the same request can be given again although only its hash is stored:
 * HMAC-SHA256 (RFC 2104) of a stored random `nonce`, under what only the caller knows (its own secret and its
 * Idempotency-Key). Who reads the database lacks the key; who guesses the key lacks the nonce.
 */
export function derivedSecret(kind: SecretKind, callerKnows: readonly string[], nonce: string): string {
  const mac = hmac(sha256, utf8ToBytes(canonicalJson(callerKnows)), utf8ToBytes(`${kind}:${nonce}`));
  return SECRET_PREFIXES[kind] + base64url(mac);
}

/** How a secret of 256 bits is stored and looked up. */
export function secretHash(secret: string): string {
  return sha256Hex(secret);
}

/** How a six-digit code is stored: keyed by the secret of the browser that asked, which is itself stored only as a hash. */
export function codeHash(browserSecret: string, codeId: string, code: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(browserSecret), utf8ToBytes(`${codeId}:${code}`)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
