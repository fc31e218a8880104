import type { Segment as SegmentData } from "@worker/features/room/contract.ts";
import { characters } from "@worker/kernel/text.ts";
import { memo } from "react";
import type { Named } from "~/features/room/labels.ts";
import { exactTime, timeAgo } from "~/lib/format.ts";

interface SegmentProps {
  segment: Pick<SegmentData, "seq" | "position" | "text" | "origin" | "at">;
  author: Pick<Named, "name" | "color">;
  /** Who accepted it, when it was a suggestion by somebody else. */
  acceptedBy: Pick<Named, "name"> | null;
  softChars: number;
  now: number;
  fresh: boolean;
}

/** One contribution: its text, and whose it is. The bar and the name carry the author's colour together. */
export const Segment = memo(function Segment(props: SegmentProps) {
  const { segment, author, acceptedBy, softChars, now, fresh } = props;
  const length = characters(segment.text);
  return (
    <article
      id={`s${segment.seq}`}
      className={fresh ? "segment arrive" : "segment"}
      data-author={author.color % 8}
      aria-label={`Segment ${segment.position} by ${author.name}`}
    >
      <p className="prose-text">{segment.text}</p>
      <div className="segment-foot">
        <span className="segment-author">
          <bdi>{author.name}</bdi>
        </span>
        {acceptedBy && (
          <span>
            added by <bdi>{acceptedBy.name}</bdi>
          </span>
        )}
        {segment.origin !== "human" && (
          <span>{segment.origin === "ai" ? "written by AI" : "written by AI, approved"}</span>
        )}
        <time dateTime={new Date(segment.at).toISOString()} title={exactTime(segment.at)}>
          {timeAgo(segment.at, now)}
        </time>
        {length > softChars && (
          <span className="segment-long" title={`One post holds ${softChars} characters`}>
            {length} of {softChars}
          </span>
        )}
      </div>
    </article>
  );
});
