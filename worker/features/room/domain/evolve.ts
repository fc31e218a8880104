import type { RoomEvent } from "../contract.ts";
import { evolveCore } from "./core.ts";
import { leaseEnd } from "./ring.ts";
import { CLOSED_INVITES_KEPT, type DraftState, type Invite, type LeaseLengths } from "./state.ts";

type Created = Extract<RoomEvent, { type: "draft_created" }>;

/** The state that the first event of a draft makes. */
export function begin(draftId: string, event: Created, leases: LeaseLengths): DraftState {
  const state: DraftState = {
    id: draftId,
    title: event.title,
    platform: event.platform,
    kind: event.kind,
    status: "open",
    settings: { lease: "24h", nextHolderRule: "manual", writersMayInvite: false, sharing: false },
    ancestor: event.ancestor,
    createdAt: event.at,
    updatedAt: event.at,
    seq: event.seq,
    segmentCount: 0,
    ring: { holderId: event.owner.id, epoch: 1, since: event.at, leaseEndsAt: null },
    members: [event.owner],
    segmentsBy: {},
    requests: [],
    seal: "",
    lastSegmentSeq: 0,
    lastAppendAt: null,
    leaseFrom: event.at,
    commentCount: 0,
    lastHeldAt: { [event.owner.id]: event.at },
    lapsed: [],
    publishedAt: null,
    invites: [],
  };
  return withLease(state, leases);
}

/** The server's state after an event. */
export function evolve(state: DraftState, event: RoomEvent, leases: LeaseLengths): DraftState {
  return withLease({ ...evolveCore(state, event), ...serverChanges(state, event) }, leases);
}

function withLease(state: DraftState, leases: LeaseLengths): DraftState {
  const leaseEndsAt = leaseEnd(state, leases);
  return leaseEndsAt === state.ring.leaseEndsAt ? state : { ...state, ring: { ...state.ring, leaseEndsAt } };
}

function serverChanges(state: DraftState, event: RoomEvent): Partial<DraftState> {
  switch (event.type) {
    case "segment_appended":
      return {
        seal: event.segment.seal,
        lastSegmentSeq: event.segment.seq,
        lastAppendAt: event.at,
        ...heard(state, event.segment.appendedBy),
      };
    case "ring_moved":
      return {
        leaseFrom: event.at,
        lapsed: lapsedAfter(state, event),
      };
    case "ring_requested":
      return heard(state, event.memberId);
    case "comment_added":
      return { commentCount: state.commentCount + 1 };
    case "draft_restored":
      return { leaseFrom: event.at };
    case "draft_published":
      return { publishedAt: event.at };
    case "settings_changed":
      return event.settings.lease === state.settings.lease ? {} : { leaseFrom: event.at };
    case "member_joined":
      return event.inviteId === null
        ? {}
        : { invites: settleInvite(state.invites, event.inviteId, "used", event.at) };
    case "invite_created":
      return { invites: withInvite(state.invites, event) };
    case "invite_revoked":
      return { invites: settleInvite(state.invites, event.inviteId, "revoked", event.at) };
    default:
      return {};
  }
}

function lapsedAfter(state: DraftState, event: Extract<RoomEvent, { type: "ring_moved" }>): string[] {
  const others = state.lapsed.filter((memberId) => memberId !== event.from);
  return event.reason === "lease_expired" ? [...others, event.from] : others;
}

/** A member who acts is no longer counted as having let the ring lapse. */
function heard(state: DraftState, memberId: string): Partial<DraftState> {
  return state.lapsed.includes(memberId)
    ? { lapsed: state.lapsed.filter((known) => known !== memberId) }
    : {};
}

function withInvite(invites: Invite[], event: Extract<RoomEvent, { type: "invite_created" }>): Invite[] {
  const known = invites.find((invite) => invite.id === event.inviteId);
  const invite: Invite = {
    id: event.inviteId,
    role: event.role,
    createdBy: known?.createdBy ?? event.actorId ?? "",
    createdAt: known?.createdAt ?? event.at,
    expiresAt: event.expiresAt,
    state: "open",
    bound: event.bound,
  };
  return bounded([...invites.filter((other) => other.id !== invite.id), invite], event.at);
}

function settleInvite(invites: Invite[], inviteId: string, to: "used" | "revoked", at: number): Invite[] {
  return bounded(
    invites.map((invite) => (invite.id === inviteId ? { ...invite, state: to } : invite)),
    at,
  );
}

/** Without the oldest of the invites that open nothing any more, past the number that is remembered. */
function bounded(invites: Invite[], at: number): Invite[] {
  const over = invites.filter((invite) => invite.state !== "open" || invite.expiresAt <= at);
  const drop = new Set(
    over.slice(0, Math.max(0, over.length - CLOSED_INVITES_KEPT)).map((invite) => invite.id),
  );
  return drop.size === 0 ? invites : invites.filter((invite) => !drop.has(invite.id));
}
