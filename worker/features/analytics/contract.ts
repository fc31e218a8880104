import * as z from "zod/mini";

/** Version of every shape below. A reducer refuses any other. */
export const EVENT_SCHEMA_VERSION = 1;

/** Free text never becomes a fact: these fields are dropped at the door, at any depth. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set(["content", "text", "message", "body", "title"]);

const id = z.string().check(z.minLength(1), z.maxLength(64));
const count = z.int().check(z.minimum(0));
/** `seq` is the number of the event in its draft: it orders facts of the same millisecond. */
const room = { seq: count };
const ringMove = {
  ...room,
  from: id,
  to: id,
  epoch: count,
  reason: z.enum(["passed", "recalled", "lease_expired", "holder_left", "turn"]),
};

/** Every type of fact about a draft, with the shape of its `data`. The subject is the draft's id. */
export const draftEventData = {
  draft_created: z.object({ ...room, platform: z.string(), kind: z.string(), forked: z.boolean() }),
  /** The actor is the author. `characters` in Unicode code points. */
  segment_appended: z.object({
    ...room,
    position: count,
    characters: count,
    origin: z.string(),
    suggested: z.boolean(),
  }),
  /** The ring was given on, by hand (`passed`) or by the draft's rule (`turn`). */
  ring_passed: z.object(ringMove),
  /** The ring moved for another reason: recall, lapsed lease, a holder who left. */
  ring_moved: z.object(ringMove),
  ring_requested: z.object(room),
  request_withdrawn: z.object(room),
  comment_added: z.object({ ...room, kind: z.string(), characters: count }),
  suggestion_accepted: z.object(room),
  comment_dismissed: z.object(room),
  member_joined: z.object({ ...room, memberId: id, role: z.string(), invited: z.boolean() }),
  member_left: z.object({ ...room, memberId: id, removed: z.boolean() }),
  member_changed: z.object({ ...room, memberId: id, role: z.string() }),
  draft_renamed: z.object(room),
  draft_archived: z.object(room),
  draft_restored: z.object(room),
  draft_published: z.object(room),
  settings_changed: z.object(room),
  invite_created: z.object({ ...room, role: z.string() }),
  invite_revoked: z.object(room),
  /** Once per viewer and UTC day. Has no actor: who looked is nobody's business. */
  draft_viewed: z.object({ signedIn: z.boolean() }),
  /** The public link was copied. */
  draft_shared: z.object({ signedIn: z.boolean() }),
} as const;

export type DraftEventType = keyof typeof draftEventData;
export type DraftEventData<T extends DraftEventType> = z.infer<(typeof draftEventData)[T]>;

interface EventBase {
  /** Unique for ever: the same id arriving again is the same fact. */
  id: string;
  /** Epoch milliseconds. */
  occurredAt: number;
  /** Who did it, or null. */
  actorId: string | null;
  /** What it is about: for drafts, the draft's id. */
  subjectId: string;
}

/** A fact on its way in: `schemaVersion` is added by the store. */
export type DraftEvent = {
  [T in DraftEventType]: EventBase & { type: T; data: DraftEventData<T> };
}[DraftEventType];

/** A fact as stored, before its data has been parsed. */
export interface StoredEvent extends EventBase {
  type: string;
  schemaVersion: number;
  data: unknown;
}

/** How many facts of one kind fell on one UTC day. */
export interface DayCount {
  /** `2026-11-20` */
  day: string;
  type: string;
  schemaVersion: number;
  count: number;
}

/** The facts that passers-by make: counted by day in the database, because their number has no bound. */
export const VISIT_TYPES = ["draft_viewed", "draft_shared"] as const satisfies readonly DraftEventType[];
