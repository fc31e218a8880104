import { useRoomParts } from "~/features/room/context.ts";
import { usePanel } from "~/features/room/hooks/use-panel.ts";

const REASONS_MAX = 3;

/** How the draft is doing, in one sentence, with the reasons behind a press. */
export function Insight() {
  const { draftId, rights } = useRoomParts();
  // Once a visit and when the ring comes or goes: not with every event, for every reader would ask at once.
  const { data } = usePanel(draftId, "insights", String(rights.holds));
  if (data.state !== "ready") return null;
  const { summary, alerts, recommendations } = data.value;
  const advice = recommendations.filter((one) => one.action !== "pass" || rights.holds);
  const reasons = [...alerts.map((one) => one.message), ...advice.map((one) => one.reason)];
  return (
    <section className="side-part insight" aria-labelledby="insight-name">
      <h2 id="insight-name">How it is going</h2>
      <p>{summary}</p>
      {reasons.length > 0 && (
        <details>
          <summary>What could help</summary>
          <ul>
            {[...new Set(reasons)].slice(0, REASONS_MAX).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
