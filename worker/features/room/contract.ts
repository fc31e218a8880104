import * as z from "zod/mini";
import {
  COMMENT_CHARS_MAX,
  DISPLAY_NAME_CHARS_MAX,
  SEGMENT_CHARS_MAX,
  TITLE_CHARS_MAX,
} from "../../kernel/limits.ts";
import { characters, isCleanText, isOneLine, isVisible, tidyText } from "../../kernel/text.ts";

/** The words of a draft, as `product.md` fixes them. This file ships to the browser too, hence `zod/mini`. */

export const PLATFORMS = ["x", "instagram", "linkedin", "tiktok", "youtube", "bluesky", "mastodon"] as const;
export const KINDS = ["thread", "battle"] as const;
export const STATUSES = ["open", "published", "archived"] as const;
export const ROLES = ["owner", "writer", "commenter", "viewer"] as const;
export const LEASES = ["off", "10m", "1h", "24h", "72h"] as const;
export const NEXT_HOLDER_RULES = ["manual", "round_robin", "least_recent"] as const;
export const RING_MOVE_REASONS = ["passed", "recalled", "lease_expired", "holder_left", "turn"] as const;
export const ORIGINS = ["human", "ai", "ai_approved"] as const;
export const COMMENT_KINDS = ["comment", "suggestion"] as const;
export const COMMENT_STATES = ["open", "accepted", "dismissed"] as const;

export const platform = z.enum(PLATFORMS);
export const kind = z.enum(KINDS);
export const status = z.enum(STATUSES);
export const role = z.enum(ROLES);
export const lease = z.enum(LEASES);
export const nextHolderRule = z.enum(NEXT_HOLDER_RULES);

export type Platform = z.infer<typeof platform>;
export type Kind = z.infer<typeof kind>;
export type Status = z.infer<typeof status>;
export type Role = z.infer<typeof role>;
export type Lease = z.infer<typeof lease>;
export type NextHolderRule = z.infer<typeof nextHolderRule>;
export type RingMoveReason = (typeof RING_MOVE_REASONS)[number];

const text = (max: number) =>
  z.string().check(
    z.refine(
      isCleanText,
      "Some characters cannot be stored: control characters, lone surrogates or bidi overrides",
    ),
    z.refine(isVisible, "Write something first"),
    z.refine((value) => characters(tidyText(value)) <= max, `At most ${max} characters`),
    z.meta({ minLength: 1, maxLength: max }),
  );

/** Ids are UUIDs; the pattern stays loose about the version because people and drafts use different ones. */
export const id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "Not an id"));
export const key = z.string().check(z.regex(/^[\x21-\x7e]{8,128}$/, "8 to 128 printable ASCII characters"));
export const seq = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
export const epoch = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));
/** Epoch milliseconds. */
export const time = z.int().check(z.minimum(0), z.meta({ description: "Epoch milliseconds" }));
export const title = text(TITLE_CHARS_MAX).check(
  z.refine((value) => isOneLine(tidyText(value)), "A title is one line"),
);
export const segmentText = text(SEGMENT_CHARS_MAX);
export const commentText = text(COMMENT_CHARS_MAX);
export const displayName = text(DISPLAY_NAME_CHARS_MAX);

/** A person (later also a persona) in a draft. Leavers stay listed, inactive, so that their words keep a name. */
export const member = z.object({
  id,
  kind: z.enum(["person", "persona"]),
  role,
  handle: z.string(),
  name: z.string(),
  /** Author colour, 0–7, by joining order. */
  color: z.int(),
  joinedAt: time,
  active: z.boolean(),
});
export type Member = z.infer<typeof member>;

export const settings = z.object({
  lease,
  nextHolderRule,
  writersMayInvite: z.boolean(),
  /** Whether the public page and card show title and counts. Off: a neutral "private draft". */
  sharing: z.boolean(),
});
export type Settings = z.infer<typeof settings>;
/** Some of the settings, changed. */
export const settingsChange = z
  .partial(z.strictObject(settings.shape))
  .check(z.refine((change) => Object.keys(change).length > 0, "Change something"));

export const ancestor = z.object({ draftId: id, seq });

/** One indivisible contribution. `seq` is the number of the event that appended it, its lasting address. */
export const segment = z.object({
  seq,
  /** 1 for the first segment of the draft, 2 for the next. */
  position: z.int(),
  authorId: id,
  /** Who held the ring and sealed it: the author, or the holder who accepted a suggestion. */
  appendedBy: id,
  text: z.string(),
  epoch,
  origin: z.enum(ORIGINS),
  approverId: z.nullable(id),
  at: time,
  /** SHA-256 of the text, hex. */
  textHash: z.string(),
  /** Seal of the previous segment; empty for the first. */
  prevSeal: z.string(),
  /** SHA-256 over the canonical form of this segment and `prevSeal`, hex. */
  seal: z.string(),
});
export type Segment = z.infer<typeof segment>;

export const comment = z.object({
  id,
  seq,
  kind: z.enum(COMMENT_KINDS),
  /** The segment it hangs on, or null for the draft as a whole. */
  segmentSeq: z.nullable(seq),
  authorId: id,
  text: z.string(),
  at: time,
  state: z.enum(COMMENT_STATES),
});
export type Comment = z.infer<typeof comment>;

export const ring = z.object({
  holderId: id,
  epoch,
  /** When the holder got it. */
  since: time,
  /** When the lease ends, or null when there is none. May lie in the past: then whoever asks gets the ring. */
  leaseEndsAt: z.nullable(time),
});
export type RingView = z.infer<typeof ring>;

export const ringRequest = z.object({ memberId: id, at: time });
export type RingRequest = z.infer<typeof ringRequest>;

export const suggestedPass = z.object({ to: id, reason: z.string() });

/** Everything that ever happens in a draft. Members see these; none holds a secret. */
const base = { seq, id, at: time, actorId: z.nullable(id) };
export const roomEvent = z.discriminatedUnion("type", [
  z.object({
    ...base,
    type: z.literal("draft_created"),
    title: z.string(),
    platform,
    kind,
    ancestor: z.nullable(ancestor),
    owner: member,
  }),
  z.object({ ...base, type: z.literal("segment_appended"), segment, suggestionId: z.nullable(id) }),
  z.object({
    ...base,
    type: z.literal("ring_moved"),
    from: id,
    to: id,
    epoch,
    reason: z.enum(RING_MOVE_REASONS),
  }),
  z.object({ ...base, type: z.literal("ring_requested"), memberId: id }),
  z.object({ ...base, type: z.literal("request_withdrawn"), memberId: id }),
  z.object({ ...base, type: z.literal("comment_added"), comment }),
  z.object({ ...base, type: z.literal("suggestion_accepted"), commentId: id, segmentSeq: seq }),
  z.object({ ...base, type: z.literal("comment_dismissed"), commentId: id }),
  z.object({ ...base, type: z.literal("draft_renamed"), title: z.string() }),
  z.object({ ...base, type: z.literal("draft_archived") }),
  z.object({ ...base, type: z.literal("draft_restored"), status }),
  z.object({ ...base, type: z.literal("draft_published") }),
  z.object({ ...base, type: z.literal("settings_changed"), settings }),
  z.object({ ...base, type: z.literal("member_joined"), member, inviteId: z.nullable(id) }),
  z.object({ ...base, type: z.literal("member_left"), memberId: id, removed: z.boolean() }),
  z.object({ ...base, type: z.literal("member_changed"), member }),
  z.object({
    ...base,
    type: z.literal("invite_created"),
    inviteId: id,
    role,
    expiresAt: time,
    bound: z.boolean(),
  }),
  z.object({ ...base, type: z.literal("invite_revoked"), inviteId: id }),
]);
export type RoomEvent = z.infer<typeof roomEvent>;
export type RoomEventType = RoomEvent["type"];

/** Who is connected now. `typingMs` is the time left before the mark fades by itself. */
export const presence = z.object({ memberId: id, online: z.boolean(), typingMs: z.int(), readSeq: seq });
export type Presence = z.infer<typeof presence>;

/** A draft as a member sees it: the state, and a window over its newest segments. */
export const draftView = z.object({
  id,
  title: z.string(),
  platform,
  kind,
  status,
  settings,
  ancestor: z.nullable(ancestor),
  createdAt: time,
  updatedAt: time,
  /** Number of the newest event. */
  seq,
  segmentCount: z.int(),
  ring,
  members: z.array(member),
  /** Segments per author id over the whole draft. */
  segmentsBy: z.record(z.string(), z.int()),
  /** When each member last held the ring; absent for those who never did. */
  lastHeldAt: z.record(z.string(), time),
  requests: z.array(ringRequest),
  segments: z.array(segment),
  /** Whether older segments exist before the window: ask for `?before=` the first seq shown. */
  hasOlder: z.boolean(),
  /** The newest comments, oldest first. */
  comments: z.array(comment),
  suggestedPass: z.nullable(suggestedPass),
});
export type DraftView = z.infer<typeof draftView>;

/** What the reader of a view is and had seen before. */
export const you = z.object({
  memberId: id,
  role,
  /** Newest event seen at the last visit; null on the first one. */
  lastReadSeq: z.nullable(seq),
  lastVisitAt: z.nullable(time),
});
export type You = z.infer<typeof you>;

/**
 * The facts of a draft at a time: what insights, the share card and the public page are computed from.
 * Built by the draft's object from events with `at ≤ now`, so the same `now` always gives the same facts.
 * Internal: holds ids and names of members, never text.
 */
export interface DraftFacts {
  id: string;
  title: string;
  platform: Platform;
  kind: Kind;
  status: Status;
  sharing: boolean;
  createdAt: number;
  /** Newest event at or before `now`; grows with every change. */
  seq: number;
  segmentCount: number;
  ring: { holderId: string; epoch: number; since: number; leaseEndsAt: number | null };
  /** When the running lease began: the last pass, append, restore or change of the lease. */
  leaseFrom: number;
  lastAppendAt: number | null;
  /** Everyone who ever was a member or author, in joining order, with their segment count. */
  people: (Member & { segments: number; lastHeldAt: number | null })[];
  requests: RingRequest[];
  /** Moves of the ring by pass or turn in `[now − 24 h, now]`. */
  passesIn24h: number;
  /** Times of the last (at most 50) passes or turns, oldest first. */
  recentPassTimes: number[];
  /** Time of the newest append, pass, comment or join. */
  lastActivityAt: number;
}
