import { sha256Hex } from "../../kernel/crypto.ts";
import type { Invite } from "../room/domain/state.ts";

/** A link is the draft's id and a secret: the id finds the object, the secret opens it. */
export function joinToken(draftId: string, secret: string): string {
  return `${draftId}.${secret}`;
}

/** The parts of a token of the right form, or null. */
export function splitToken(token: string): { draftId: string; tokenHash: string } | null {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,64})$/.exec(token);
  return match?.[1] === undefined ? null : { draftId: match[1], tokenHash: hashToken(token) };
}

/** What is stored of a link. A plain hash serves: the secret is random, so it cannot be guessed from its hash. */
export function hashToken(token: string): string {
  return sha256Hex(`onering.invite.1:${token}`);
}

/** What is stored of the person a link is bound to; salted with the draft so that drafts cannot be compared. */
export function hashBinding(draftId: string, who: { email: string } | { handle: string }): string {
  const [kind, value] = "email" in who ? ["email", who.email] : ["handle", who.handle.replace(/^@/, "")];
  return sha256Hex(`onering.bound.1:${draftId}:${kind}:${value.trim().toLowerCase()}`);
}

/** The state of an invite at `now` (epoch ms); `expired` follows from the time. */
export function stateOf(invite: Invite, now: number): "open" | "used" | "expired" | "revoked" {
  return invite.state === "open" && invite.expiresAt <= now ? "expired" : invite.state;
}
