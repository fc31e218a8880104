import { Link } from "@remix-run/react";
import type { DraftListItem } from "@worker/features/drafts/contract.ts";
import { PLATFORM_NAMES } from "~/features/room/labels.ts";
import { countOf, initialsOf, roughlyLeft } from "~/lib/format.ts";
import { type AuthorColor, Ring, type RingView } from "~/ui/ring/ring.tsx";
import { Time } from "~/ui/time.tsx";

/** One draft in the list: its ring first, then what it is and how it stands. */
export function DraftRow({ draft, youId, now }: { draft: DraftListItem; youId: string; now: number }) {
  return (
    <li>
      <Link
        to={`/drafts/${draft.id}`}
        className="draft-row"
        data-yours={draft.youHold || undefined}
        prefetch="intent"
      >
        <Ring view={ringOf(draft, youId)} size="small" />
        <span className="draft-words">
          <bdi className="draft-title">{draft.title}</bdi>
          <span className="draft-meta">
            <span>{PLATFORM_NAMES[draft.platform]}</span>
            <span>{countOf(draft.segmentCount, "segment")}</span>
            <Time at={draft.updatedAt} now={now} />
            {draft.status !== "open" && <span>{draft.status}</span>}
          </span>
        </span>
        {draft.status === "open" && <Holder draft={draft} now={now} />}
      </Link>
    </li>
  );
}

function Holder({ draft, now }: { draft: DraftListItem; now: number }) {
  const left = draft.leaseEndsAt === null ? null : roughlyLeft(draft.leaseEndsAt - now);
  return (
    <span className="draft-holder">
      {draft.youHold ? (
        <span className="clip">Your turn</span>
      ) : (
        <span className="draft-has">
          <bdi className="clip">{draft.holderName}</bdi> has it
        </span>
      )}
      <span className="muted numbers">
        {left ? `${left} left` : "no lease"}
        {draft.requestsWaiting > 0 && ` · ${draft.requestsWaiting} waiting`}
      </span>
    </span>
  );
}

function ringOf(draft: DraftListItem, youId: string): RingView {
  return {
    people: draft.people.map(({ id, name, color }) => ({
      id,
      name,
      initials: initialsOf(name),
      color: (color % 8) as AuthorColor,
      state: "away",
    })),
    holderId: draft.holderId,
    leaseFraction: null,
    requests: [],
    youId,
  };
}
