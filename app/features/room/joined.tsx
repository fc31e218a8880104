import { useEffect, useState } from "react";
import { useRoomParts } from "./context.ts";
import { personOf, ROLE_NAMES } from "./labels.ts";

/** Shown once to somebody who just came in by an invite. The address forgets it at once. */
export function Joined() {
  const { state, draftId, rights } = useRoomParts();
  const [closed, setClosed] = useState(false);
  const [holder] = useState(() => personOf(state.view.members, state.view.ring.holderId));
  useEffect(() => {
    window.history.replaceState(window.history.state, "", `/drafts/${draftId}`);
  }, [draftId]);
  if (closed) return null;
  return (
    <div className="notice notice-good joined">
      <span>
        You joined as a {ROLE_NAMES[state.you.role].toLowerCase()}.{" "}
        {rights.holds
          ? "The ring is yours."
          : `${holder.name} has the ring${rights.ask ? ". You can ask for it any time." : "."}`}
      </span>
      <button type="button" className="text-link needs-script" onClick={() => setClosed(true)}>
        All right
      </button>
    </div>
  );
}
