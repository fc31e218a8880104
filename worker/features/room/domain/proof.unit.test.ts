import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProofEntry, sealOf, textHash, verifyProof } from "./proof.ts";

const DRAFT = "00000000-0000-8000-8000-000000000001";
const AUTHOR = "00000000-0000-7000-8000-000000000002";

function chain(texts: readonly string[]): ProofEntry[] {
  const entries: ProofEntry[] = [];
  texts.forEach((text, index) => {
    const prevSeal = entries.at(-1)?.seal ?? "";
    const link = {
      seq: index * 2 + 2,
      epoch: index + 1,
      authorId: AUTHOR,
      origin: "human" as const,
      approverId: null,
      at: 1_000 + index,
      textHash: textHash(text),
      prevSeal,
    };
    entries.push({ ...link, position: index + 1, text, seal: sealOf(DRAFT, link) });
  });
  return entries;
}

describe("the proof chain", () => {
  it("hashes text as SHA-256 does", () => {
    expect(textHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("holds for what was sealed, and for an empty draft", () => {
    expect(verifyProof({ draftId: DRAFT, segments: chain(["One", "Two", "Three 🙂"]) })).toMatchObject({
      holds: true,
      segments: 3,
    });
    expect(verifyProof({ draftId: DRAFT, segments: [] })).toMatchObject({ holds: true, segments: 0 });
  });

  it("does not hold for another draft", () => {
    expect(verifyProof({ draftId: AUTHOR, segments: chain(["One"]) })).toMatchObject({ holds: false });
  });

  it("breaks at any change, whatever is changed", () => {
    const changes: ((entry: ProofEntry) => ProofEntry)[] = [
      (entry) => ({ ...entry, text: `${entry.text}.` }),
      (entry) => ({ ...entry, authorId: DRAFT }),
      (entry) => ({ ...entry, at: entry.at + 1 }),
      (entry) => ({ ...entry, position: entry.position + 1 }),
      (entry) => ({ ...entry, epoch: entry.epoch + 1 }),
      (entry) => ({ ...entry, origin: "ai" }),
      (entry) => ({ ...entry, approverId: DRAFT }),
      (entry) => ({ ...entry, text: "Other", textHash: textHash("Other") }),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(...changes),
        (texts, at, change) => {
          const entries = chain(texts);
          const broken = entries.map((entry, index) =>
            index === at % entries.length ? change(entry) : entry,
          );
          const removed = entries.filter((_, index) => index !== at % entries.length);
          expect(verifyProof({ draftId: DRAFT, segments: broken })).toMatchObject({ holds: false });
          if (at % entries.length < entries.length - 1)
            expect(verifyProof({ draftId: DRAFT, segments: removed })).toMatchObject({ holds: false });
        },
      ),
      { includeErrorInReport: true },
    );
  });
});
