import type { DraftView } from "@worker/features/room/contract.ts";
import { countOf } from "~/lib/format.ts";
import { personOf } from "./labels.ts";

/** What a listener hears about the difference between two views: who wrote, where the ring went. Nothing about themselves. */
export function changesInWords(before: DraftView, after: DraftView, youId: string): string[] {
  const words: string[] = [];
  const fresh = after.segments.filter((segment) => segment.seq > before.seq && segment.authorId !== youId);
  const authors = new Set(fresh.map((segment) => segment.authorId));
  for (const authorId of authors) {
    const count = fresh.filter((segment) => segment.authorId === authorId).length;
    const { name } = personOf(after.members, authorId);
    words.push(count === 1 ? `${name} added a segment.` : `${name} added ${countOf(count, "segment")}.`);
  }
  if (after.ring.epoch !== before.ring.epoch)
    words.push(
      after.ring.holderId === youId
        ? "You have the ring."
        : `${personOf(after.members, after.ring.holderId).name} has the ring.`,
    );
  const asked = after.requests.filter((one) => !before.requests.some((old) => old.memberId === one.memberId));
  for (const request of asked)
    if (request.memberId !== youId)
      words.push(`${personOf(after.members, request.memberId).name} asks for the ring.`);
  if (after.status !== before.status) words.push(`The draft is ${after.status} now.`);
  return words;
}
