import { useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { countOf } from "~/lib/format.ts";

interface Since {
  seq: number;
  words: string;
}

/** Where the reader left off, fixed when the page opens: the first segment by others since the last visit. */
export function useSince(): Since | null {
  const { state } = useRoomParts();
  const [since] = useState(() => {
    const { lastReadSeq, memberId } = state.you;
    if (lastReadSeq === null) return null;
    const unread = state.view.segments.filter((one) => one.seq > lastReadSeq && one.authorId !== memberId);
    const first = unread[0];
    return first
      ? { seq: first.seq, words: `${countOf(unread.length, "segment")} since your last visit` }
      : null;
  });
  return since;
}

export function SinceDivider({ words }: { words: string }) {
  return (
    <p className="since">
      <span>{words}</span>
    </p>
  );
}
