import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { personOf } from "~/features/room/labels.ts";
import { exactTime } from "~/lib/format.ts";
import { Button } from "~/ui/button.tsx";
import { Skeleton } from "~/ui/skeleton.tsx";
import { FreshForm } from "../fresh-form.tsx";
import type { Tick } from "./ticks.ts";
import { useHistory } from "./use-history.ts";

/** Steps through the piece, segment by segment; each tick has its author's colour. */
export default function History() {
  const { draftId, state, past } = useRoomParts();
  const { ticks, state: loading, at, moveTo, toNow } = useHistory();
  const fork = useAct(draftId);
  const tick = ticks[at];
  if (ticks.length === 0)
    return loading === "loading" ? (
      <Skeleton className="h-11 w-full" />
    ) : (
      <p className="side-hint">No segments yet, so no history.</p>
    );
  const author = tick ? personOf(state.view.members, tick.authorId) : null;
  const words = tick && author ? `Segment ${tick.position} by ${author.name}, ${exactTime(tick.at)}` : "";
  return (
    <div className="history">
      <Ticks ticks={ticks} at={at} />
      <input
        type="range"
        className="history-range"
        min={0}
        max={Math.max(ticks.length - 1, 0)}
        value={at}
        disabled={ticks.length < 2}
        aria-label="Step through the history"
        aria-valuetext={past ? words : `Now. ${words}`}
        onChange={(event) => moveTo(Number(event.target.value))}
      />
      <p className="side-hint">{past ? words : "This is now. Slide back to see how it grew."}</p>
      {loading === "failed" && <p className="trouble">Older steps did not come through.</p>}
      <FreshForm act={fork} intent="fork" className="history-actions">
        <input type="hidden" name="seq" value={tick?.seq ?? 0} />
        <Button type="submit" pending={fork.pending}>
          Fork from here
        </Button>
        {past && (
          <Button kind="plain" onClick={toNow}>
            Back to now
          </Button>
        )}
      </FreshForm>
      {fork.trouble && <p className="trouble">{fork.trouble}</p>}
    </div>
  );
}

const TICKS_DRAWN_MAX = 400;

function Ticks({ ticks, at }: { ticks: readonly Tick[]; at: number }) {
  const { state } = useRoomParts();
  const every = Math.ceil(ticks.length / TICKS_DRAWN_MAX);
  const width = 100 / ticks.length;
  return (
    <svg className="history-ticks" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {ticks.map((tick, index) =>
        index % every === 0 ? (
          <rect
            key={tick.seq}
            data-author={personOf(state.view.members, tick.authorId).color % 8}
            className={index <= at ? "tick" : "tick tick-later"}
            x={index * width + width * 0.1}
            y={index === at ? 0 : 2}
            width={Math.max(width * 0.8 * every, 0.2)}
            height={index === at ? 10 : 6}
          />
        ) : null,
      )}
    </svg>
  );
}
