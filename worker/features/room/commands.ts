import * as z from "zod/mini";
import { id, key, role, settingsChange, title } from "./contract.ts";
import { command } from "./protocol.ts";

/** Commands beyond the live ones; over HTTP only. Together with those they are everything a member can do to a draft. */
export const managementCommand = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("rename"), key, title }),
  z.strictObject({ t: z.literal("archive"), key }),
  z.strictObject({ t: z.literal("restore"), key }),
  z.strictObject({ t: z.literal("publish"), key }),
  z.strictObject({ t: z.literal("settings"), key, settings: settingsChange }),
  z.strictObject({
    t: z.literal("change_role"),
    key,
    memberId: id,
    role: z.enum(["writer", "commenter", "viewer"]),
  }),
  z.strictObject({ t: z.literal("remove_member"), key, memberId: id }),
  z.strictObject({ t: z.literal("leave"), key }),
  z.strictObject({
    t: z.literal("invite"),
    key,
    inviteId: id,
    role,
    lifetimeMs: z.int(),
    tokenHash: z.string(),
    boundHash: z.nullable(z.string()),
  }),
  z.strictObject({ t: z.literal("renew_invite"), key, inviteId: id, tokenHash: z.string() }),
  z.strictObject({ t: z.literal("revoke_invite"), key, inviteId: id }),
  z.strictObject({ t: z.literal("redeem"), key, tokenHash: z.string() }),
]);

export const roomCommand = z.union([command, managementCommand]);
export type RoomCommand = z.infer<typeof roomCommand>;

/** The good answer to a command. */
export const ack = z.object({
  /** Seq of the first event the command caused, or of the newest event when it changed nothing. */
  seq: z.int(),
  /** Whether this key was answered before: nothing was done again. */
  replayed: z.boolean(),
});
export type Ack = z.infer<typeof ack>;

/** Who acts, as the Worker authenticated them. The object keeps the name up to date from here. */
export const actor = z.object({
  id,
  handle: z.string(),
  name: z.string(),
  /** Hashes of what this person is known by, for invites that are bound to one. */
  bindings: z.optional(z.array(z.string())),
});
export type Actor = z.infer<typeof actor>;

/** How a draft begins. */
export const createInput = z.object({
  draftId: id,
  title,
  platform: z.enum(["x", "instagram", "linkedin", "tiktok", "youtube", "bluesky", "mastodon"]),
  kind: z.enum(["thread", "battle"]),
  ancestor: z.nullable(z.object({ draftId: id, seq: z.int() })),
  /** First segments. Each is credited to its author, who need not be a member (a fork keeps its ancestor's authors). */
  segments: z.array(
    z.object({
      authorId: id,
      text: z.string(),
      origin: z.enum(["human", "ai", "ai_approved"]),
      approverId: z.nullable(id),
    }),
  ),
  /** Authors of first segments other than the creator. */
  credited: z.array(actor),
});
export type CreateInput = z.infer<typeof createInput>;

/** A command that makes a link. The object makes the token, so its hash is not the caller's to send. */
export type LinkCommand =
  | Omit<Extract<RoomCommand, { t: "invite" }>, "tokenHash">
  | Omit<Extract<RoomCommand, { t: "renew_invite" }>, "tokenHash">;
