import { DAY_MS } from "../../kernel/clock.ts";
import type { Comment, DraftFacts, DraftView, RoomEvent, Segment, You } from "./contract.ts";
import { begin, evolve } from "./domain/evolve.ts";
import { leaseBegan, leaseEnd, memberById } from "./domain/ring.ts";
import { smartPass } from "./domain/smart-pass.ts";
import type { DraftState, Invite, LeaseLengths } from "./domain/state.ts";
import { WINDOW_COMMENTS, WINDOW_SEGMENTS } from "./protocol.ts";
import type { RoomStorage } from "./storage.ts";

/** Passes that the mean time between passes is taken over. */
const PASSES_AVERAGED = 50;
const ACTIVITY = ["draft_created", "segment_appended", "ring_moved", "comment_added", "member_joined"];

/** An earlier state of a draft: who held the ring, what it was called, and the newest segments of then. */
export interface HistoryView {
  seq: number;
  title: string;
  holderId: string;
  epoch: number;
  segments: Segment[];
  hasOlder: boolean;
}

/** The draft as a member sees it now: a window over the newest segments and comments. */
export function viewOf(storage: RoomStorage, state: DraftState): DraftView {
  const segments = storage.segments(state.seq + 1, WINDOW_SEGMENTS);
  const { id, title, platform, kind, status, settings, ancestor, createdAt, updatedAt, seq, segmentCount } =
    state;
  const { ring, members, segmentsBy, lastHeldAt, requests } = state;
  return {
    ...{ id, title, platform, kind, status, settings, ancestor, createdAt, updatedAt, seq, segmentCount },
    ...{ ring, members, segmentsBy, lastHeldAt, requests },
    segments,
    hasOlder: segments.length < segmentCount,
    comments: storage.comments(seq + 1, WINDOW_COMMENTS),
    suggestedPass: smartPass(state),
  };
}

/** What the reader is in the draft, and had seen before. */
export function youIn(storage: RoomStorage, state: DraftState, memberId: string): You | null {
  const member = memberById(state, memberId);
  if (!member?.active) return null;
  const visit = storage.visit(memberId);
  return {
    memberId,
    role: member.role,
    lastReadSeq: visit?.readSeq ?? null,
    lastVisitAt: visit?.seenAt ?? null,
  };
}

/** The draft as it was after the event `at`. */
export function historyOf(storage: RoomStorage, state: DraftState, at: number): HistoryView {
  const seq = Math.min(at, state.seq);
  const moved = storage.newestEvent("ring_moved", seq);
  const created = storage.newestEvent("draft_created", seq);
  const segments = storage.segments(seq + 1, WINDOW_SEGMENTS);
  return {
    seq,
    title: storage.newestEvent("draft_renamed", seq)?.title ?? created?.title ?? state.title,
    holderId: moved?.to ?? created?.owner.id ?? state.ring.holderId,
    epoch: moved?.epoch ?? 1,
    segments,
    hasOlder: (segments[0]?.position ?? 1) > 1,
  };
}

/** The facts of a draft at `now` (epoch ms), or null when it did not exist yet. */
export function factsOf(
  storage: RoomStorage,
  current: DraftState,
  now: number,
  leases: LeaseLengths,
): DraftFacts | null {
  if (now < current.createdAt) return null;
  const state = now >= current.updatedAt ? current : stateAt(storage, current.id, now, leases);
  if (!state) return null;
  const { id, title, platform, kind, status, createdAt, segmentCount, ring, requests } = state;
  return {
    ...{ id, title, platform, kind, status, createdAt, segmentCount, ring, requests },
    sharing: state.settings.sharing,
    leaseFrom: leaseBegan(state),
    lastAppendAt: state.lastAppendAt,
    seq: storage.seqAt(now),
    people: state.members.map((member) => ({
      ...member,
      segments: state.segmentsBy[member.id] ?? 0,
      lastHeldAt: state.lastHeldAt[member.id] ?? null,
    })),
    passesIn24h: storage.countPasses(now - DAY_MS, now),
    recentPassTimes: storage.passTimes(now, PASSES_AVERAGED),
    lastActivityAt: storage.newestOf(ACTIVITY, now) ?? createdAt,
  };
}

/** The state at an earlier time: the brief events folded again, with the appends counted by the database. */
function stateAt(
  storage: RoomStorage,
  draftId: string,
  now: number,
  leases: LeaseLengths,
): DraftState | null {
  const [first, ...rest] = storage.briefEvents(now);
  if (first?.type !== "draft_created") return null;
  const created = begin(draftId, first, leases);
  const folded = rest.reduce((state, event) => evolve(state, event, leases), created);
  const appends = storage.appendsUntil(now);
  const state: DraftState = {
    ...folded,
    segmentCount: appends.reduce((sum, row) => sum + row.count, 0),
    segmentsBy: Object.fromEntries(appends.map((row) => [row.author, row.count])),
    lastAppendAt: appends.length === 0 ? null : Math.max(...appends.map((row) => row.last)),
  };
  return { ...state, ring: { ...state.ring, leaseEndsAt: leaseEnd(state, leases) } };
}

/** Keeps how far each member has read, where that is further than before. */
export function rememberReads(storage: RoomStorage, marks: ReadonlyMap<string, number>, now: number): void {
  for (const [memberId, readSeq] of marks)
    if (readSeq > (storage.visit(memberId)?.readSeq ?? 0))
      storage.saveVisit(memberId, { readSeq, seenAt: now });
}

/** What every read of a member starts from. */
export interface Reading {
  storage: RoomStorage;
  state: DraftState;
  you: You;
  /** Epoch ms, never before the draft's newest event. */
  now: number;
}

/** Everything a member can read, by name. None changes the draft; a visit and a note are the reader's own. */
export const READERS = {
  /** The view; with `visit` the reading is remembered as a visit. */
  view: ({ storage, state, you, now }: Reading, input: { visit: boolean }): { view: DraftView; you: You } => {
    if (input.visit) storage.saveVisit(you.memberId, { readSeq: state.seq, seenAt: now });
    return { view: viewOf(storage, state), you };
  },
  segments: (
    { storage }: Reading,
    page: { before: number; limit: number },
  ): { segments: Segment[]; hasOlder: boolean } => {
    const segments = storage.segments(page.before, page.limit);
    return { segments, hasOlder: (segments[0]?.position ?? 1) > 1 };
  },
  history: ({ storage, state }: Reading, query: { at: number }): HistoryView =>
    historyOf(storage, state, query.at),
  events: (
    { storage, state }: Reading,
    page: { after: number; limit: number },
  ): { events: RoomEvent[]; hasMore: boolean } => {
    const events = storage.events(page.after, page.limit);
    return { events, hasMore: (events.at(-1)?.seq ?? state.seq) < state.seq };
  },
  comments: (
    { storage }: Reading,
    page: { before: number; limit: number },
  ): { comments: Comment[]; hasOlder: boolean } => {
    const comments = storage.comments(page.before, page.limit + 1);
    return { comments: comments.slice(-page.limit), hasOlder: comments.length > page.limit };
  },
  note: ({ storage, you }: Reading, _input: null): Note =>
    storage.note(you.memberId) ?? { text: "", at: null },
  writeNote: ({ storage, you, now }: Reading, input: { text: string }): Note => {
    storage.saveNote(you.memberId, input.text, now);
    return { text: input.text, at: now };
  },
  invites: ({ state, you }: Reading, _input: null): Invite[] =>
    state.invites.filter((invite) => you.role === "owner" || invite.createdBy === you.memberId),
};

export interface Note {
  text: string;
  /** Epoch ms of the last save, null before the first. */
  at: number | null;
}

export type Readers = typeof READERS;
export type ReaderInput<K extends keyof Readers> = Parameters<Readers[K]>[1];
export type ReaderOutput<K extends keyof Readers> = ReturnType<Readers[K]>;
