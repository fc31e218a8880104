import { lazy, Suspense, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { personOf } from "~/features/room/labels.ts";
import { timeAgo } from "~/lib/format.ts";
import { Button } from "~/ui/button.tsx";
import { AskButton } from "../ring/ask.tsx";
import { useWriting } from "./use-composer.ts";

const SuggestBox = lazy(() => import("./suggest.tsx"));

/** In the composer's place for everyone without the ring: who holds it, since when, and what one can do meanwhile. */
export function Waiting() {
  const { state, rights, holderId, startedAt, pass } = useRoomParts();
  const now = useNow(startedAt, 30_000, state.offsetMs);
  const [suggesting, setSuggesting] = useState(false);
  const holder = personOf(state.view.members, holderId);
  const [kept] = useWriting();
  const since = timeAgo(state.view.ring.since, now);
  return (
    <div className="waiting" data-author={holder.color % 8}>
      <p className="waiting-line">
        <strong>
          <bdi>{holder.name}</bdi>
        </strong>{" "}
        {pass.pending
          ? "gets the ring in a moment. Until then you can undo."
          : `has the ring${since === "now" ? "." : `, for ${since}.`} ${meanwhile(rights)}`}
      </p>
      {kept.trim() !== "" && !suggesting && (
        <p className="waiting-kept">What you were writing is kept for your next turn.</p>
      )}
      <div className="waiting-actions">
        <AskButton />
        {rights.comment && (
          <Button
            kind="plain"
            className="needs-script"
            aria-expanded={suggesting}
            onClick={() => setSuggesting(!suggesting)}
          >
            Suggest a segment
          </Button>
        )}
      </div>
      {suggesting && (
        <Suspense fallback={null}>
          <SuggestBox onDone={() => setSuggesting(false)} holderName={holder.name} />
        </Suspense>
      )}
    </div>
  );
}

function meanwhile(rights: { asked: boolean; ask: boolean; comment: boolean }): string {
  if (rights.asked) return "You are in the queue.";
  if (rights.ask) return "You can ask for it, or suggest what comes next.";
  return rights.comment ? "You can suggest what comes next." : "You read along here.";
}
