import type { Link, PendingSegment } from "~/features/room/live/room-state.ts";

/** A segment on its way: there to read, and honest about where it is. */
export function Pending(props: { pending: PendingSegment; color: number; link: Link }) {
  const { pending, color, link } = props;
  return (
    <article
      className="segment segment-pending arrive"
      data-author={color % 8}
      aria-label="Your segment, on its way"
    >
      <p className="prose-text">{pending.text}</p>
      <div className="segment-foot">
        <span className="segment-author">You</span>
        <span>{link === "live" ? "going out" : "kept on this device; it goes out when you're back"}</span>
      </div>
    </article>
  );
}
