import type { Deps } from "../../env.ts";
import { canonicalJson, sha256Hex } from "../../kernel/crypto.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity, UserIdentity } from "../../kernel/identity.ts";
import { PAGE_ITEMS_DEFAULT } from "../../kernel/limits.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { CreateInput } from "../room/commands.ts";
import type { DraftView, Platform, Segment } from "../room/contract.ts";
import { actorOf, draftIdFor, readAllSegments, readSegments, readView, room } from "../room/service.ts";
import { countWaitingFor, type IndexRow, listOwn, type MemberRow } from "../room/service-index.ts";
import type { DraftListItem, ExportFormat } from "./contract.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { type ExportFile, exportFile } from "./domain-export.ts";

/** A fork carries its ancestor's segments in one message to the new object: bounded in number and in size. */
export const FORK_SEGMENTS_MAX = 2_000;
export const FORK_CHARS_MAX = 2_000_000;
const PEOPLE_IN_LIST = 8;

/** Begins a draft. The same person with the same key gets the same draft again. */
export async function createDraft(
  deps: Deps,
  identity: Identity,
  input: { title: string; platform: Platform; text?: string | undefined },
  key: string,
): Promise<Result<{ id: string }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const segments =
    input.text === undefined
      ? []
      : [{ authorId: user.value.userId, text: input.text, origin: "human" as const, approverId: null }];
  const rest = { kind: "thread" as const, ancestor: null, segments, credited: [] };
  return await begin(
    deps,
    user.value,
    { title: input.title, platform: input.platform, ...rest },
    key,
    canonicalJson(input),
  );
}

/** A new draft that goes on from a segment of another one, which it remembers. Everybody stays credited. */
export async function forkDraft(
  deps: Deps,
  identity: Identity,
  draftId: string,
  input: { seq: number; title?: string | undefined },
  key: string,
): Promise<Result<{ id: string }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const asked = canonicalJson({ fork: draftId, ...input });
  const id = draftIdFor(user.value, key);
  const known = await room(deps, id).replay(user.value.userId, key, sha256Hex(asked));
  if (known) return known.ok ? ok({ id }) : known;
  const source = await readView(deps, identity, draftId);
  if (!source.ok) return source;
  const segments = await segmentsToCarry(deps, identity, draftId, input.seq);
  if (!segments.ok) return segments;
  const { view } = source.value;
  const ancestor = { draftId, seq: input.seq };
  const carried = carry(view, segments.value, user.value.userId);
  return await begin(
    deps,
    user.value,
    { title: input.title ?? view.title, platform: view.platform, kind: view.kind, ancestor, ...carried },
    key,
    asked,
  );
}

/** The segments up to the one forked at. Its place tells whether they are too many, before any other is read. */
async function segmentsToCarry(
  deps: Deps,
  identity: Identity,
  draftId: string,
  seq: number,
): Promise<Result<Segment[]>> {
  const tooLarge = () =>
    fail("fork_too_large", `A fork carries at most ${FORK_SEGMENTS_MAX} segments. Choose an earlier one.`);
  const newest = await readSegments(deps, identity, draftId, { before: seq + 1, limit: 1 });
  if (!newest.ok) return newest;
  const [chosen] = newest.value.segments;
  if (chosen?.seq !== seq) return fail("segment_not_found", "Choose a segment of the draft to fork at.");
  if (chosen.position > FORK_SEGMENTS_MAX) return tooLarge();
  const segments = await readAllSegments(deps, identity, draftId, seq);
  if (!segments.ok) return segments;
  const size = segments.value.reduce((sum, segment) => sum + segment.text.length, 0);
  return size > FORK_CHARS_MAX ? tooLarge() : segments;
}

/** A page of somebody's drafts. `waiting`: open drafts whose ring is theirs. */
export async function listDrafts(
  deps: Deps,
  identity: Identity,
  query: {
    tab: "mine" | "waiting" | "archived";
    q?: string | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
): Promise<Result<{ items: DraftListItem[]; nextCursor: string | null }>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const after = query.cursor === undefined ? ok(undefined) : fromCursor(query.cursor);
  if (!after.ok) return after;
  const limit = query.limit ?? PAGE_ITEMS_DEFAULT;
  const memberId = user.value.userId;
  const { rows, members } = await listOwn(deps, {
    memberId,
    tab: query.tab,
    q: query.q?.trim(),
    after: after.value,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    items: page.map((row) =>
      toItem(
        row,
        members.filter((member) => member.draftId === row.id),
        memberId,
      ),
    ),
    nextCursor: rows.length > limit && last ? toCursor(last) : null,
  });
}

/** How many open drafts wait for this person. */
export async function waitingCount(deps: Deps, identity: Identity): Promise<number> {
  return identity.kind === "user" ? await countWaitingFor(deps, identity.userId) : 0;
}

/** The draft as a file, with attribution. */
export async function exportDraft(
  deps: Deps,
  identity: Identity,
  draftId: string,
  format: ExportFormat,
): Promise<Result<ExportFile>> {
  const source = await readView(deps, identity, draftId);
  if (!source.ok) return source;
  const segments = await readAllSegments(deps, identity, draftId, source.value.view.seq);
  return segments.ok ? ok(exportFile(source.value.view, segments.value, format)) : segments;
}

async function begin(
  deps: Deps,
  user: UserIdentity,
  input: Omit<CreateInput, "draftId">,
  key: string,
  asked: string,
): Promise<Result<{ id: string }>> {
  const id = draftIdFor(user, key);
  const stub = room(deps, id);
  const made = await stub.create({ draftId: id, ...input }, actorOf(user), key, asked);
  if (!made.ok) return made;
  await stub.flush();
  return ok({ id });
}

function carry(
  view: DraftView,
  segments: readonly Segment[],
  forkerId: string,
): Pick<CreateInput, "segments" | "credited"> {
  const authors = new Set(segments.map((segment) => segment.authorId));
  return {
    segments: segments.map(({ authorId, text, origin, approverId }) => ({
      authorId,
      text,
      origin,
      approverId,
    })),
    credited: view.members
      .filter((member) => authors.has(member.id) && member.id !== forkerId)
      .map(({ id, handle, name }) => ({ id, handle, name })),
  };
}

function toItem(row: IndexRow, members: readonly MemberRow[], userId: string): DraftListItem {
  const holder = members.find((member) => member.memberId === row.holderId);
  const active = members.filter((member) => member.active);
  return {
    id: row.id,
    title: row.title,
    platform: row.platform,
    kind: row.kind,
    status: row.status,
    segmentCount: row.segmentCount,
    updatedAt: row.updatedAt,
    holderId: row.holderId,
    holderHandle: holder?.handle ?? "",
    holderName: holder?.name ?? "",
    leaseEndsAt: row.leaseEndsAt,
    ownerId: active.find((member) => member.role === "owner")?.memberId ?? null,
    yourRole: members.find((member) => member.memberId === userId)?.role ?? "viewer",
    youHold: row.holderId === userId,
    requestsWaiting: row.requestCount,
    people: active
      .slice(0, PEOPLE_IN_LIST)
      .map(({ memberId, name, handle, color }) => ({ id: memberId, name, handle, color })),
  };
}
