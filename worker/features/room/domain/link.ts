import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { base64Url, sha256Hex } from "../../../kernel/crypto.ts";

/**
 * The token of an invite's link: the draft's id finds the object, the secret opens it. The secret is HMAC-SHA256
 * over who asked with which key, under a random seed that only the draft's object knows: 256 bits, and the same
 * link again for a request that is sent again.
 */
export function linkToken(draftId: string, seed: string, memberId: string, key: string): string {
  const secret = hmac(
    sha256,
    utf8ToBytes(seed),
    utf8ToBytes(JSON.stringify(["onering.link.1", memberId, key])),
  );
  return `${draftId}.${base64Url(secret)}`;
}

/** The parts of a token of the right form, or null. */
export function splitToken(token: string): { draftId: string; tokenHash: string } | null {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,64})$/.exec(token);
  return match?.[1] === undefined ? null : { draftId: match[1], tokenHash: hashToken(token) };
}

/** What is stored of a link. A plain hash serves: the secret is random, so it cannot be guessed from its hash. */
export function hashToken(token: string): string {
  return sha256Hex(`onering.invite.1:${token}`);
}
