import type { Lease, Role } from "../contract.ts";
import type { Core } from "./core.ts";

/** An invite as the draft knows it. The link itself is stored elsewhere, as a hash only. */
export interface Invite {
  id: string;
  role: Role;
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  /** `expired` is not a state: it follows from `expiresAt` and now. */
  state: "open" | "used" | "revoked";
  bound: boolean;
}

/** Everything the rules of a draft need to decide. Bounded: segments and comments stay in the database. */
export interface DraftState extends Core {
  /** Seal of the newest segment, empty before the first. */
  seal: string;
  /** Seq of the newest segment, 0 before the first. */
  lastSegmentSeq: number;
  lastAppendAt: number | null;
  /** The lease is measured from here or from the last append, whichever is later. */
  leaseFrom: number;
  commentCount: number;
  /** Those who let the ring lapse and have not been heard since. */
  lapsed: string[];
  publishedAt: number | null;
  invites: Invite[];
}

/** Length of each lease in ms; null means that the ring never lapses. */
export type LeaseLengths = Readonly<Record<Lease, number | null>>;

/** Closed invites that are remembered, newest kept, so that an old link can say why it no longer works. */
export const CLOSED_INVITES_KEPT = 200;
