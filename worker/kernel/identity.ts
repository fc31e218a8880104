/** What everything outside `auth` knows of who is asking. Made once per request, from a cookie or a bearer token. */
export type Identity = AnonymousIdentity | UserIdentity;

export interface AnonymousIdentity {
  kind: "anonymous";
}

export interface UserIdentity {
  kind: "user";
  userId: string;
  handle: string;
  displayName: string;
  role: "user" | "builder" | "admin";
  /** IANA name, as in `Europe/Madrid`. */
  timeZone: string;
  /** Lower-case address that was proven by a code, or null. Never sent to other people. */
  email: string | null;
  sessionId: string;
  /** A cookie is ambient, so mutations that came with one must also show our own Origin. */
  via: "cookie" | "bearer";
}

export const ANONYMOUS: AnonymousIdentity = { kind: "anonymous" };
