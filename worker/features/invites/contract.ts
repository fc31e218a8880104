import * as z from "zod";
import { INVITE_MS_DEFAULT, INVITE_MS_MAX, INVITE_MS_MIN } from "../../kernel/limits.ts";
import { id, role } from "../room/contract.ts";

export const inviteBody = z.strictObject({
  role: z.enum(["writer", "commenter", "viewer"]).default("writer"),
  lifetimeMs: z.int().min(INVITE_MS_MIN).max(INVITE_MS_MAX).default(INVITE_MS_DEFAULT),
  /** Only this person can use the link. */
  boundTo: z
    .union([
      z.strictObject({ email: z.email().max(254) }),
      z.strictObject({ handle: z.string().min(3).max(40) }),
    ])
    .optional(),
});
export type InviteBody = z.output<typeof inviteBody>;

export const inviteParams = z.strictObject({ id, inviteId: id });
export const tokenParams = z.strictObject({
  token: z.string().regex(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{20,64}$/, "Not an invite link"),
});

/** Shown once: the link is stored as a hash only. */
export const inviteMade = z.object({ id, url: z.string(), expiresAt: z.int() });
export const inviteSummary = z.object({
  id,
  role,
  createdBy: id,
  createdAt: z.int(),
  expiresAt: z.int(),
  state: z.enum(["open", "used", "expired", "revoked"]),
  bound: z.boolean(),
});
export const inviteList = z.object({ invites: z.array(inviteSummary) });
export const invitePeek = z.object({
  draftTitle: z.string(),
  inviterName: z.string(),
  inviterHandle: z.string(),
  role,
  expiresAt: z.int(),
});
export const redeemed = z.object({ draftId: id });
