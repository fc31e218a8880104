import { sha256Hex } from "../../kernel/crypto.ts";
import type { Invite } from "../room/domain/state.ts";

/** What is stored of the person a link is bound to; salted with the draft so that drafts cannot be compared. */
export function hashBinding(draftId: string, who: { email: string } | { handle: string }): string {
  const [kind, value] = "email" in who ? ["email", who.email] : ["handle", who.handle.replace(/^@/, "")];
  return sha256Hex(`onering.bound.1:${draftId}:${kind}:${value.trim().toLowerCase()}`);
}

/** The state of an invite at `now` (epoch ms); `expired` follows from the time. */
export function stateOf(invite: Invite, now: number): "open" | "used" | "expired" | "revoked" {
  return invite.state === "open" && invite.expiresAt <= now ? "expired" : invite.state;
}
