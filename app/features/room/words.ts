/** What a code means for the person in front of the screen, and what helps. The one table of the room. */
const WORDS: Record<string, string> = {
  ring_required: "The ring is with somebody else now. Your text is kept; you can ask for the ring.",
  ring_epoch_stale: "The ring moved on while you wrote. Your text is kept here.",
  seq_mismatch: "The draft moved on while you wrote. Read the newest part, then try again.",
  draft_not_open: "This draft is not open for writing any more. Your text is kept here.",
  draft_not_found: "This draft is not yours to see, or it is gone.",
  draft_full: "This draft has reached its size. A fork gives you a fresh start.",
  fork_too_large: "This is too long to fork in one go. Choose an earlier segment.",
  pass_to_self: "You hold the ring already.",
  not_a_writer: "That person reads along here and cannot hold the ring.",
  already_holder: "You hold the ring already.",
  already_requested: "You asked already, and keep your place in the queue.",
  no_request: "You are not in the queue, so there is nothing to take back.",
  member_not_found: "That person is not in this draft any more.",
  member_limit: "This draft has all the members it can hold.",
  comment_not_found: "That comment is gone.",
  suggestion_settled: "Somebody settled that one already.",
  segment_not_found: "That segment is not in this draft.",
  comment_limit: "This draft has all the comments it can hold.",
  not_a_suggestion: "Only a suggestion can become a segment.",
  invite_limit: "Fifty invites are open. Withdraw one first.",
  invite_not_found: "That invite is gone.",
  invite_used: "Somebody joined by that link already.",
  invite_expired: "That link has expired. Make a new one.",
  invite_revoked: "That link was withdrawn. Make a new one.",
  invite_not_for_you: "That link was made for somebody else.",
  already_member: "They are in this draft already.",
  forbidden: "Your role here does not allow that.",
  unauthenticated: "Your session has ended. Sign in, and everything kept here goes out.",
  validation_failed: "Something in it needs another look.",
  idempotency_mismatch: "That was sent before with another text. Try once more.",
  rate_limited: "That was quick. Wait a few seconds, then try again.",
  overloaded: "Busy just now. Try again in a moment.",
  request_timeout: "That took too long. Try again in a moment.",
  mail_disabled: "No mail service is set up here. Copy the link and send it yourself.",
  kept_full: "Twenty changes wait on this device already. They go out when you're back.",
  network: "The network did not answer. Try again in a moment.",
};

/** The codes that have words of their own. */
export const WORDED_CODES = Object.keys(WORDS);

/** Plain words for an error code. Codes this screen does not know keep the server's own sentence. */
export function errorWords(code: string, detail = ""): string {
  return WORDS[code] ?? (detail || "That did not work. Try again in a moment.");
}

/** The calm page after the line ended for good. */
export const ENDINGS: Record<string, { title: string; text: string }> = {
  membership_lost: {
    title: "You are not in this draft any more",
    text: "What you wrote stays in it, with your name. If this surprises you, ask its owner for a new invite.",
  },
  draft_gone: {
    title: "This draft is gone",
    text: "It is not here any more, or it is not yours to see.",
  },
  session_ended: {
    title: "Your session has ended",
    text: "Sign in again to go on. What you were writing is kept on this device.",
  },
  wrong_version: {
    title: "OneRing has been updated",
    text: "Load the page again to go on. What you were writing is kept on this device.",
  },
};
