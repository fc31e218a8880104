import { useRoomParts } from "~/features/room/context.ts";
import { errorWords } from "~/features/room/words.ts";
import { Button } from "~/ui/button.tsx";

/** What was refused and has no place of its own: passes, requests, recalls, and appends once the ring is gone. */
export function Refusals() {
  const { state, client, rights, returned } = useRoomParts();
  const shown = state.refusals.filter(
    ({ command }) => command.t !== "comment" && !(command.t === "append" && rights.write),
  );
  return (
    <>
      {returned && !(returned.intent === "comment" || (returned.intent === "append" && rights.write)) && (
        <div className="notice notice-warn refusal" role="alert">
          <div>
            <p>{returned.words}</p>
            {returned.text && <p className="refused-text">{returned.text}</p>}
          </div>
        </div>
      )}
      {shown.map((refusal) => (
        <div key={refusal.key} className="notice notice-warn refusal" role="alert">
          <div>
            <p>{errorWords(refusal.code, refusal.detail)}</p>
            {refusal.command.t === "append" && <p className="refused-text">{refusal.command.text}</p>}
          </div>
          <Button kind="plain" onClick={() => client.dismiss(refusal.key)}>
            All right
          </Button>
        </div>
      ))}
    </>
  );
}
