import { verifyProof } from "../../../worker/features/room/domain/proof.ts";

const PAGE = 100;
const PAGES_MAX = 2_000;

/** A new draft of `owner` with the others as members; answers its id. */
export async function newDraft(owner, others = [], role = "writer") {
  const { id } = await owner.done("POST", "/v1/drafts", { title: "Tortured", platform: "x" });
  for (const other of others) await join(id, owner, other, role);
  return id;
}

export async function join(draftId, owner, other, role = "writer") {
  const token = await invite(draftId, owner, role);
  await other.done("POST", `/v1/invites/${token}`);
}

/** A fresh invite; answers the token in its link. */
export async function invite(draftId, owner, role = "writer") {
  const { url } = await owner.done("POST", `/v1/drafts/${draftId}/invites`, { role });
  return url.slice(url.lastIndexOf("/") + 1);
}

/** The whole log of a draft, oldest first. */
export async function allEvents(reader, draftId) {
  const events = [];
  for (let page = 0; page < PAGES_MAX; page++) {
    const after = events.at(-1)?.seq ?? 0;
    const got = await reader.done("GET", `/v1/drafts/${draftId}/events?after=${after}&limit=${PAGE}`);
    events.push(...got.events);
    if (!got.hasMore) return events;
  }
  throw new Error(`${draftId} has more than ${PAGES_MAX * PAGE} events`);
}

/** What every log must be: numbered without a gap, each segment by the holder of then at the epoch of then, sealed on. */
export function faultsOf(draftId, events) {
  const faults = [];
  const [created] = events;
  let holder = created?.owner.id;
  let epoch = 1;
  let position = 0;
  events.forEach((event, index) => {
    if (event.seq !== index + 1) faults.push(`event ${index + 1} has seq ${event.seq}`);
    if (index > 0 && event.at < events[index - 1].at) faults.push(`time runs back at ${event.seq}`);
    if (event.type === "ring_moved") {
      if (event.from !== holder) faults.push(`${event.seq}: the ring left somebody who did not hold it`);
      if (event.epoch !== epoch + 1) faults.push(`${event.seq}: epoch ${event.epoch} after ${epoch}`);
      [holder, epoch] = [event.to, event.epoch];
    }
    if (event.type !== "segment_appended") return;
    const { segment } = event;
    position += 1;
    if (segment.position !== position)
      faults.push(`${event.seq}: position ${segment.position}, not ${position}`);
    if (segment.appendedBy !== holder) faults.push(`${event.seq}: appended by somebody without the ring`);
    if (segment.epoch !== epoch)
      faults.push(`${event.seq}: appended at epoch ${segment.epoch}, not ${epoch}`);
  });
  const segments = events.filter((event) => event.type === "segment_appended").map((event) => event.segment);
  const verdict = verifyProof({ draftId, segments });
  if (!verdict.holds) faults.push(`the proof breaks at ${verdict.brokenAtSeq}: ${verdict.reason}`);
  return faults.map((fault) => `${draftId}: ${fault}`);
}

/** Runs `work` for 0 … count − 1, at most `width` at a time. */
export async function inParallel(count, width, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}
