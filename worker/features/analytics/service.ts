import { isbot } from "isbot";
import type { Deps } from "../../env.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { randomToken, sha256Hex } from "../../kernel/crypto.ts";
import type { Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { utcDay } from "../../kernel/now.ts";
import type { Result } from "../../kernel/result.ts";
import type { DraftEvent, DraftEventType } from "./contract.ts";
import { type DraftNumbers, draftNumbers } from "./domain.ts";
import { dailySalt, insertEvents, readEvents, readVisits } from "./store.ts";

export { countByType, insertEventStatements } from "./store.ts";

/** The facts that a draft's numbers are made of; visits come counted. */
const WRITING: readonly DraftEventType[] = [
  "draft_created",
  "segment_appended",
  "ring_passed",
  "ring_moved",
  "comment_added",
  "draft_archived",
  "draft_restored",
  "draft_published",
];

/** The numbers of a draft at `now` (epoch ms), from the facts in D1. Whoever calls decides who may see them. */
export async function readDraftNumbers(
  deps: Pick<Deps, "db">,
  at: { draftId: string; now: number },
): Promise<Result<DraftNumbers>> {
  const query = { subjectId: at.draftId, now: at.now };
  const [facts, visits] = await Promise.all([
    readEvents(deps.db, { ...query, types: WRITING }),
    readVisits(deps.db, query),
  ]);
  return draftNumbers(facts, visits, at.now);
}

const SALT_BYTES = 32;

/** Who looks, for counting once a day and for nothing else. */
export interface Viewer {
  /** Opaque. Of a signed-in person lasting, of anybody else good for one UTC day only. */
  key: string;
  signedIn: boolean;
  /** Link previews, crawlers and monitors: they are not counted. */
  bot: boolean;
}

/**
 * The viewer behind a request. Anonymous people are told apart by address and browser, hashed with the day's
 * salt; salts are random and deleted when their day is over, so yesterday's keys can't be linked to anyone.
 */
export async function viewerOf(deps: Deps, identity: Identity, request: Request): Promise<Viewer> {
  const agent = request.headers.get("user-agent") ?? "";
  if (identity.kind === "user")
    return { key: sha256Hex(`viewer:${identity.userId}`), signedIn: true, bot: false };
  const salt = await saltOf(deps, utcDay(deps.clock.now()));
  const address = request.headers.get("cf-connecting-ip") ?? "";
  return {
    key: sha256Hex(JSON.stringify([salt, address, agent])),
    signedIn: false,
    bot: agent === "" || isbot(agent),
  };
}

let known: { day: string; salt: string } | undefined;

async function saltOf(deps: Deps, day: string): Promise<string> {
  if (known?.day === day) return known.salt;
  known = { day, salt: await dailySalt(deps.db, day, randomToken(SALT_BYTES)) };
  return known.salt;
}

interface Visit {
  draftId: string;
  viewer: Viewer;
  /** Epoch milliseconds. */
  now: number;
}

/** Counts a look at a draft's public page: once per viewer and UTC day, exactly, by the fact's id. Bots don't count. */
export async function recordView(deps: Pick<Deps, "db">, visit: Visit): Promise<void> {
  const day = String(Math.floor(visit.now / DAY_MS));
  await record(deps, visit, "draft_viewed", day);
}

/** Counts a copied link: once per viewer and key, so a retry is not a second share. */
export async function recordShare(deps: Pick<Deps, "db">, visit: Visit & { key: string }): Promise<void> {
  await record(deps, visit, "draft_shared", visit.key);
}

async function record(
  deps: Pick<Deps, "db">,
  { draftId, viewer, now }: Visit,
  type: "draft_viewed" | "draft_shared",
  once: string,
): Promise<void> {
  if (viewer.bot) return;
  const fact: DraftEvent = {
    id: derivedId(type, draftId, viewer.key, once),
    type,
    occurredAt: now,
    actorId: null,
    subjectId: draftId,
    data: { signedIn: viewer.signedIn },
  };
  await insertEvents(deps.db, [fact]);
}
