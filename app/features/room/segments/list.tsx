import type { Comment, Segment as SegmentData } from "@worker/features/room/contract.ts";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { PLATFORM_SOFT_CHARS, personOf } from "~/features/room/labels.ts";
import { pendingSegments, shownSegments } from "~/features/room/live/room-state.ts";
import { countOf } from "~/lib/format.ts";
import { Empty } from "./empty.tsx";
import { Older } from "./older.tsx";
import { Pending } from "./pending.tsx";
import { Segment } from "./segment.tsx";
import { SinceDivider, useSince } from "./since.tsx";

const MINUTE_MS = 60_000;

// Fetched when somebody talks. On the server it is there before the first byte goes out.
const SegmentThread = lazy(() => import("../comments/segment-thread.tsx"));

/** The piece so far, oldest first: or as it was, while the history is being looked at. */
export function SegmentList() {
  const { state, past, startedAt } = useRoomParts();
  const now = useNow(startedAt, MINUTE_MS / 2, state.offsetMs);
  const segments = past ? past.segments : shownSegments(state);
  const pending = past ? [] : pendingSegments(state.kept, state.view.seq);
  const since = useSince();
  const [firstSeq] = useState(state.view.seq);
  const talk = useMemo(() => bySegment(state.view.comments), [state.view.comments]);
  const me = personOf(state.view.members, state.you.memberId);
  return (
    <section className="segments" aria-label="The piece">
      {!past && <Older />}
      {segments.length === 0 && pending.length === 0 && <Empty />}
      {segments.map((segment) => (
        <Row
          key={segment.seq}
          segment={segment}
          now={now}
          fresh={segment.seq > firstSeq && !past}
          divider={!past && since?.seq === segment.seq ? <SinceDivider words={since.words} /> : null}
          comments={past ? undefined : talk.get(segment.seq)}
        />
      ))}
      {pending.map((one) => (
        <Pending key={one.key} pending={one} color={me.color} link={state.link} />
      ))}
    </section>
  );
}

interface RowProps {
  segment: SegmentData;
  now: number;
  fresh: boolean;
  divider: ReactNode;
  comments: Comment[] | undefined;
}

function Row({ segment, now, fresh, divider, comments }: RowProps) {
  const { state, past } = useRoomParts();
  const { members, platform } = state.view;
  const [talking, setTalking] = useState(false);
  const count = comments?.length ?? 0;
  const author = personOf(members, segment.authorId);
  return (
    <>
      {divider}
      <div className="segment-row">
        <Segment
          segment={segment}
          author={author}
          acceptedBy={segment.appendedBy === segment.authorId ? null : personOf(members, segment.appendedBy)}
          softChars={PLATFORM_SOFT_CHARS[platform]}
          now={now}
          fresh={fresh}
        />
        {!past && (
          <details
            className="segment-talk"
            data-busy={count > 0 || undefined}
            onToggle={(event) => setTalking(event.currentTarget.open)}
          >
            <summary>
              {count === 0 ? "Comment" : countOf(count, "comment")}
              <span className="sr-only"> on segment {segment.position}</span>
            </summary>
            {(talking || count > 0) && (
              <Suspense fallback={null}>
                <SegmentThread segmentSeq={segment.seq} comments={comments ?? []} now={now} form={talking} />
              </Suspense>
            )}
          </details>
        )}
      </div>
    </>
  );
}

function bySegment(comments: readonly Comment[]): Map<number, Comment[]> {
  const map = new Map<number, Comment[]>();
  for (const comment of comments) {
    if (comment.segmentSeq === null || comment.state === "dismissed") continue;
    map.set(comment.segmentSeq, [...(map.get(comment.segmentSeq) ?? []), comment]);
  }
  return map;
}
