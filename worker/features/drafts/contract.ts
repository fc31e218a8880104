import * as z from "zod";
import {
  NOTE_CHARS_MAX,
  PAGE_ITEMS_DEFAULT,
  PAGE_ITEMS_MAX,
  SEGMENT_CHARS_MAX,
  SEGMENTS_MAX,
  TITLE_CHARS_MAX,
} from "../../kernel/limits.ts";
import { characters, isCleanText } from "../../kernel/text.ts";
import {
  ancestor,
  COMMENT_KINDS,
  comment,
  commentText,
  draftView,
  epoch,
  id,
  kind,
  platform,
  roomEvent,
  segment,
  segmentText,
  seq,
  settingsChange,
  status,
  title,
  you,
} from "../room/contract.ts";

/** Bodies, queries and answers of `/v1/drafts`. */

export const draftParams = z.strictObject({ id });
export const commentParams = z.strictObject({ id, commentId: id });
export const memberParams = z.strictObject({ id, memberId: id });

export const createDraftBody = z.strictObject({ title, platform, text: z.optional(segmentText) });
export const forkBody = z.strictObject({ seq, title: z.optional(title) });
export const appendBody = z.strictObject({ text: segmentText, epoch, expectedSeq: z.optional(seq) });
export const passBody = z.strictObject({ to: id, epoch });
export const commentBody = z.strictObject({
  kind: z.enum(COMMENT_KINDS),
  segmentSeq: z.nullable(seq),
  text: commentText,
});
export const restorationBody = z.strictObject({ seq, epoch });
export const acceptanceBody = z.strictObject({ epoch });
export const renameBody = z.strictObject({ title });
export const settingsBody = settingsChange;
export const roleBody = z.strictObject({ role: z.enum(["writer", "commenter", "viewer"]) });
export const noteBody = z.strictObject({
  text: z
    .string()
    .refine(isCleanText, "Some characters cannot be stored")
    .refine((text) => characters(text) <= NOTE_CHARS_MAX, `At most ${NOTE_CHARS_MAX} characters`),
});

const CURSOR_CHARS_MAX = 200;
/** A character outside the basic plane is two UTF-16 units. */
const PROOF_TEXT_UTF16_MAX = 2 * SEGMENT_CHARS_MAX;

const limit = z.coerce.number().int().min(1).max(PAGE_ITEMS_MAX).default(PAGE_ITEMS_DEFAULT);
const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const listQuery = z.strictObject({
  tab: z.enum(["mine", "waiting", "archived"]).default("mine"),
  q: z.string().max(TITLE_CHARS_MAX).optional(),
  cursor: z.string().max(CURSOR_CHARS_MAX).optional(),
  limit,
});
export const segmentsQuery = z.strictObject({ before: position.optional(), limit });
export const commentsQuery = z.strictObject({ before: position.optional(), limit });
export const historyQuery = z.strictObject({ at: position });
export const eventsQuery = z.strictObject({ after: position.default(0), limit });
export const EXPORT_FORMATS = ["md", "txt", "json"] as const;
export const exportQuery = z.strictObject({ format: z.enum(EXPORT_FORMATS).default("md") });
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const created = z.object({ id });
export const draftAnswer = z.object({ view: draftView, you });
export const segmentsAnswer = z.object({ segments: z.array(segment), hasOlder: z.boolean() });
export const commentsAnswer = z.object({ comments: z.array(comment), hasOlder: z.boolean() });
export const eventsAnswer = z.object({ events: z.array(roomEvent), hasMore: z.boolean() });
export const historyAnswer = z.object({
  seq,
  title: z.string(),
  holderId: id,
  epoch,
  segments: z.array(segment),
  hasOlder: z.boolean(),
});
export const noteAnswer = z.object({ text: z.string(), at: z.int().nullable() });

/** A draft in a list: what the index knows. Times are epoch ms. */
export const draftListItem = z.object({
  id,
  title: z.string(),
  platform,
  kind,
  status,
  segmentCount: z.int(),
  updatedAt: z.int(),
  holderId: id,
  holderHandle: z.string(),
  holderName: z.string(),
  leaseEndsAt: z.int().nullable(),
  ownerId: z.nullable(id),
  yourRole: z.enum(["owner", "writer", "commenter", "viewer"]),
  youHold: z.boolean(),
  requestsWaiting: z.int(),
  /** The first eight active members, in joining order. */
  people: z.array(z.object({ id, name: z.string(), handle: z.string(), color: z.int() })),
});
export type DraftListItem = z.infer<typeof draftListItem>;
export const listAnswer = z.object({ items: z.array(draftListItem), nextCursor: z.string().nullable() });

export const proofEntrySchema = z.object({
  seq,
  position: z.int(),
  epoch,
  authorId: id,
  origin: z.enum(["human", "ai", "ai_approved"]),
  approverId: z.nullable(id),
  at: z.int(),
  textHash: z.string(),
  prevSeal: z.string(),
  seal: z.string(),
});
export const proofAnswer = z.object({ draftId: id, segments: z.array(proofEntrySchema) });
/** A proof sent in for checking, with or without texts. A whole JSON export fits: the rest of it is passed over. */
export const verifyBody = z.object({
  draftId: id,
  segments: z
    .array(proofEntrySchema.extend({ text: z.string().max(PROOF_TEXT_UTF16_MAX).optional() }))
    .max(SEGMENTS_MAX),
});
export const verdictAnswer = z.discriminatedUnion("holds", [
  z.object({ holds: z.literal(true), segments: z.int(), lastSeal: z.string() }),
  z.object({ holds: z.literal(false), segments: z.int(), brokenAtSeq: z.int(), reason: z.string() }),
]);

/** A draft as a JSON export: everything a reader or a verifier needs, nothing that leads back to an account. */
export const exportedDraft = z.object({
  format: z.literal("onering.export.1"),
  draftId: id,
  title: z.string(),
  platform,
  status,
  ancestor: z.nullable(ancestor),
  exportedSeq: seq,
  authors: z.array(z.object({ id, handle: z.string(), name: z.string(), segments: z.int() })),
  segments: z.array(proofEntrySchema.extend({ text: z.string() })),
});
export type ExportedDraft = z.infer<typeof exportedDraft>;
