import type { Lease, Member, NextHolderRule, Platform, Role } from "@worker/features/room/contract.ts";

export const PLATFORM_NAMES: Record<Platform, string> = {
  x: "X thread",
  instagram: "Instagram",
  linkedin: "LinkedIn",
  tiktok: "TikTok",
  youtube: "YouTube",
  bluesky: "Bluesky",
  mastodon: "Mastodon",
};

/** Where a segment still fits one post of the network, in characters. A soft line: OneRing itself takes 5 000. */
export const PLATFORM_SOFT_CHARS: Record<Platform, number> = {
  x: 280,
  instagram: 2200,
  linkedin: 3000,
  tiktok: 2200,
  youtube: 5000,
  bluesky: 300,
  mastodon: 500,
};

export const LEASE_NAMES: Record<Lease, string> = {
  off: "No lease",
  "10m": "10 minutes",
  "1h": "1 hour",
  "24h": "24 hours",
  "72h": "72 hours",
};

export const RULE_NAMES: Record<NextHolderRule, string> = {
  manual: "The holder decides",
  round_robin: "Around the circle, after each segment",
  least_recent: "Whoever waited longest, after each segment",
};

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  writer: "Writer",
  commenter: "Commenter",
  viewer: "Viewer",
};

export type Named = Pick<Member, "id" | "name" | "handle" | "color">;

/** A member by id, or a stand-in for somebody the view no longer knows. */
export function personOf(members: readonly Member[], id: string): Named {
  return members.find((member) => member.id === id) ?? { id, name: "Someone", handle: "someone", color: 7 };
}
