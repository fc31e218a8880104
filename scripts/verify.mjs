// npm run verify -- <export.json>: does the proof chain of an exported draft hold? Exit code 0: yes, 1: no, 2: not readable.
import { readFileSync } from "node:fs";
import { argv, exit } from "node:process";
import { verifyProof } from "../worker/features/room/domain/proof.ts";

const file = argv[2];
if (file === undefined) {
  console.error("Usage: npm run verify -- <export.json>   (a JSON export of a draft)");
  exit(2);
}

const proof = readProof(file);
const verdict = verifyProof(proof);
if (verdict.holds) {
  console.log(`The chain holds: ${verdict.segments} segments of draft ${proof.draftId}.`);
  console.log(`Last seal: ${verdict.lastSeal || "(none yet)"}`);
} else {
  console.log(`The chain does not hold: it breaks at seq ${verdict.brokenAtSeq}. ${verdict.reason}`);
  exit(1);
}

function readProof(path) {
  try {
    const { draftId, segments } = JSON.parse(readFileSync(path, "utf8"));
    if (typeof draftId !== "string" || !Array.isArray(segments))
      throw new Error("it has no draftId and segments");
    return { draftId, segments };
  } catch (error) {
    console.error(`${path} is not a JSON export of a draft: ${error.message}`);
    exit(2);
  }
}
