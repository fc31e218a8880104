import { useRoomParts } from "~/features/room/context.ts";
import { Ring } from "~/ui/ring/ring.tsx";
import { AskButton } from "./ask.tsx";
import { PassForm } from "./pass-form.tsx";
import { Recall } from "./recall.tsx";
import { useRing } from "./use-ring.ts";

/** The ring, large: visible from across the room. */
export function RingPanel() {
  const { state, past } = useRoomParts();
  const { view, holder, yours, left } = useRing();
  return (
    <section className="ring-panel" aria-label="The ring" data-yours={yours || undefined}>
      <Ring view={view} size="large">
        <span className="ring-name">{yours ? "You" : <bdi>{holder.name}</bdi>}</span>
        <span className="ring-left numbers">
          {past ? "held it then" : left ? `${left} left` : yours ? "hold it" : "holds it"}
        </span>
      </Ring>
      {!past && state.view.status === "open" && (
        <div className="ring-actions">
          <PassForm />
          <AskButton />
          <Recall />
        </div>
      )}
    </section>
  );
}

/** The same ring on a phone, folded into a strip that stays in sight. */
export function RingStripBar() {
  const { view, holder, yours, left } = useRing();
  return (
    <div className="ring-bar">
      <Ring view={view} size="strip">
        <p className="ring-bar-words">
          <strong>
            <bdi className="clip">{yours ? "You" : holder.name}</bdi>
          </strong>
          <span className="numbers">
            {left ? `${left} left` : yours ? "hold the ring" : "holds the ring"}
          </span>
        </p>
      </Ring>
    </div>
  );
}
