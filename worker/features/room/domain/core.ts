import type { DraftView, Member, RoomEvent } from "../contract.ts";

/** The part of a draft that the server's state and a member's view share; one reducer serves both. */
export type Core = Omit<DraftView, "segments" | "hasOlder" | "comments" | "suggestedPass">;

/**
 * The core after an event. Knows nothing of leases: `ring.leaseEndsAt` is left for the caller, who knows the
 * length of a lease (server) or was told its end (client).
 */
export function evolveCore<T extends Core>(core: T, event: RoomEvent): T {
  return { ...core, ...changes(core, event), seq: event.seq, updatedAt: event.at };
}

function changes(core: Core, event: RoomEvent): Partial<Core> {
  switch (event.type) {
    case "segment_appended": {
      const { authorId } = event.segment;
      return {
        segmentCount: core.segmentCount + 1,
        segmentsBy: { ...core.segmentsBy, [authorId]: (core.segmentsBy[authorId] ?? 0) + 1 },
      };
    }
    case "ring_moved":
      return {
        ring: { holderId: event.to, epoch: event.epoch, since: event.at, leaseEndsAt: null },
        lastHeldAt: { ...core.lastHeldAt, [event.from]: event.at, [event.to]: event.at },
        requests: core.requests.filter((request) => request.memberId !== event.to),
      };
    case "ring_requested":
      return { requests: [...core.requests, { memberId: event.memberId, at: event.at }] };
    case "request_withdrawn":
      return { requests: core.requests.filter((request) => request.memberId !== event.memberId) };
    case "draft_renamed":
      return { title: event.title };
    case "draft_archived":
      return { status: "archived" };
    case "draft_restored":
      return { status: event.status };
    case "draft_published":
      return { status: "published" };
    case "settings_changed":
      return { settings: event.settings };
    case "member_joined":
    case "member_changed":
      return { members: withMember(core.members, event.member) };
    case "member_left":
      return {
        members: core.members.map((member) =>
          member.id === event.memberId ? { ...member, active: false } : member,
        ),
        requests: core.requests.filter((request) => request.memberId !== event.memberId),
      };
    case "draft_created":
    case "comment_added":
    case "suggestion_accepted":
    case "comment_dismissed":
    case "invite_created":
    case "invite_revoked":
      return {};
  }
}

function withMember(members: Member[], member: Member): Member[] {
  return members.some((known) => known.id === member.id)
    ? members.map((known) => (known.id === member.id ? member : known))
    : [...members, member];
}
