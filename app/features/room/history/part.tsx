import { lazy, Suspense, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { Skeleton } from "~/ui/skeleton.tsx";

const History = lazy(() => import("./history.tsx"));

/** History waits behind one press: its steps are fetched when somebody wants them. */
export function HistoryPart() {
  const { setPast } = useRoomParts();
  const [open, setOpen] = useState(false);
  return (
    <section className="side-part needs-script" aria-labelledby="history-name">
      <h2 id="history-name">
        <button
          type="button"
          className="side-toggle"
          aria-expanded={open}
          onClick={() => {
            if (open) setPast(null);
            setOpen(!open);
          }}
        >
          History
        </button>
      </h2>
      {open && (
        <Suspense fallback={<Skeleton className="h-11 w-full" />}>
          <History />
        </Suspense>
      )}
    </section>
  );
}
