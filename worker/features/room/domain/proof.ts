import { canonicalJson, sha256Hex } from "../../../kernel/crypto.ts";
import type { Segment } from "../contract.ts";

/** One link of the proof chain. The text may be absent: the chain is checked by hashes alone. */
export type ProofEntry = Pick<
  Segment,
  | "seq"
  | "position"
  | "epoch"
  | "authorId"
  | "origin"
  | "approverId"
  | "at"
  | "textHash"
  | "prevSeal"
  | "seal"
> & { text?: string | undefined };

export interface Proof {
  draftId: string;
  segments: ProofEntry[];
}

export type Verdict =
  | { holds: true; segments: number; lastSeal: string }
  | { holds: false; segments: number; brokenAtSeq: number; reason: string };

/** SHA-256 (FIPS 180-4) of a segment's text in UTF-8, hex. */
export function textHash(text: string): string {
  return sha256Hex(text);
}

/** The seal: SHA-256 over the canonical JSON of what the proof promises and the previous seal. */
export function sealOf(draftId: string, entry: Omit<ProofEntry, "seal" | "text" | "position">): string {
  const { seq, epoch, authorId, origin, approverId, at, textHash, prevSeal } = entry;
  return sha256Hex(
    canonicalJson({
      form: "onering.seal.1",
      draftId,
      seq,
      epoch,
      authorId,
      origin,
      approverId,
      at,
      textHash,
      prevSeal,
    }),
  );
}

/** Whether a chain holds: every text fits its hash, every seal fits its entry, every link fits the one before. */
export function verifyProof(proof: Proof): Verdict {
  let prevSeal = "";
  let lastSeq = 0;
  for (const [index, entry] of proof.segments.entries()) {
    const isInPlace = entry.position === index + 1 && entry.seq > lastSeq;
    const reason = isInPlace ? faultOf(proof.draftId, entry, prevSeal) : "The segments are not in order.";
    if (reason) return { holds: false, segments: proof.segments.length, brokenAtSeq: entry.seq, reason };
    prevSeal = entry.seal;
    lastSeq = entry.seq;
  }
  return { holds: true, segments: proof.segments.length, lastSeal: prevSeal };
}

function faultOf(draftId: string, entry: ProofEntry, prevSeal: string): string | null {
  if (entry.prevSeal !== prevSeal) return "This segment does not follow the one before it.";
  if (entry.text !== undefined && textHash(entry.text) !== entry.textHash)
    return "The text was changed after it was sealed.";
  if (sealOf(draftId, entry) !== entry.seal) return "The seal does not fit what the entry says.";
  return null;
}
