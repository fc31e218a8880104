import type { RoomCommand } from "./commands.ts";
import type { Lookup } from "./domain/decision.ts";
import { memberById } from "./domain/ring.ts";
import type { DraftState, Invite } from "./domain/state.ts";
import type { RoomStorage } from "./storage.ts";

/** What a command's decision needs from the database: the one row that it names. */
export function lookupFor(storage: RoomStorage, command: RoomCommand): Lookup {
  switch (command.t) {
    case "accept":
    case "dismiss":
      return { comment: storage.comment(command.commentId) };
    case "comment":
      return command.segmentSeq === null ? {} : { segment: storage.segment(command.segmentSeq) };
    case "bring_back":
      return { segment: storage.segment(command.seq) };
    case "redeem":
      return { invite: storage.inviteByHash(command.tokenHash) };
    default:
      return {};
  }
}

/** What an invite's link may show to whoever has it. */
export interface InvitePeek {
  draftTitle: string;
  invite: Invite;
  inviter: { name: string; handle: string };
}

/** What an invite's link shows, by the hash of its token; null when it leads nowhere. Consumes nothing. */
export function peekInvite(storage: RoomStorage, state: DraftState, tokenHash: string): InvitePeek | null {
  const link = storage.inviteByHash(tokenHash);
  const invite = link && state.invites.find((known) => known.id === link.id);
  if (!invite) return null;
  const inviter = memberById(state, invite.createdBy);
  return {
    draftTitle: state.title,
    invite,
    inviter: { name: inviter?.name ?? "", handle: inviter?.handle ?? "" },
  };
}

/** Stores the link that a command made, as a hash. A renewed invite keeps the person it is bound to. */
export function saveLink(storage: RoomStorage, command: RoomCommand | undefined): void {
  if (command?.t === "invite") storage.saveInviteLink(command.inviteId, command.tokenHash, command.boundHash);
  if (command?.t === "renew_invite") storage.saveInviteLink(command.inviteId, command.tokenHash, null);
}
