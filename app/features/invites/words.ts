/** Why a link does not open, in words, and what helps. One calm page each. */
export const CLOSED: Record<string, { title: string; text: string }> = {
  invite_used: {
    title: "That link was used already",
    text: "Each one works a single time. Ask for a new one.",
  },
  invite_expired: { title: "That link has expired", text: "Links rest after a while. Ask for a new one." },
  invite_revoked: {
    title: "That link was withdrawn",
    text: "Whoever made it took it back. Ask them for a new one.",
  },
  invite_not_found: {
    title: "That link leads nowhere",
    text: "Part of it may be missing. Copy it whole, or ask for a new one.",
  },
  invite_not_for_you: {
    title: "That link is for somebody else",
    text: "It was made for another address. Sign in with that one, or ask for a link of your own.",
  },
  member_limit: { title: "The draft is full", text: "It has all the members it can hold." },
  already_member: {
    title: "You are in this draft already",
    text: "The link stays unused, for somebody else.",
  },
};

/** "Mara invites you to …" */
export const ROLE_DOES: Record<string, string> = {
  writer: "write",
  commenter: "read along and comment",
  viewer: "read along",
};

/** What each role may do, for somebody who decides whether to join. */
export const ROLE_PROMISES: Record<string, string> = {
  owner: "You run this draft.",
  writer: "You can hold the ring and write.",
  commenter: "You read along, comment, and suggest.",
  viewer: "You read along.",
};
