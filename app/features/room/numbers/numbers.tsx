import type { DraftAnalytics } from "@worker/features/draft-analytics/contract.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { usePanel } from "~/features/room/hooks/use-panel.ts";
import { groupDigits, timeLeft } from "~/lib/format.ts";
import { SkeletonText } from "~/ui/skeleton.tsx";
import { PanelTrouble } from "../panel-trouble.tsx";

/** The draft in numbers: for curiosity, not for ranking. */
export default function Numbers() {
  const { draftId, state } = useRoomParts();
  const { data, again } = usePanel(draftId, "numbers", state.view.seq);
  if (data.state === "loading") return <SkeletonText lines={5} />;
  if (data.state === "failed") return <PanelTrouble again={again} />;
  const { segments, contributors, ringPasses, views, shares, people } = data.value;
  const facts = [
    [segments, "segments"],
    [contributors, "contributors"],
    [ringPasses, "passes"],
    [views, "views"],
    [shares, "shares"],
  ] as const;
  return (
    <div className="dialog-stack">
      <ul className="number-row">
        {facts.map(([count, words]) => (
          <li key={words}>
            <strong className="numbers">{groupDigits(count)}</strong> {words}
          </li>
        ))}
      </ul>
      <h3 className="bars-title">Time with the ring</h3>
      <Bars people={people} />
    </div>
  );
}

function Bars({ people }: { people: DraftAnalytics["people"] }) {
  const most = Math.max(1, ...people.map((person) => person.heldMs));
  return (
    <ul className="bars">
      {people.map((person) => (
        <li key={person.memberId} data-author={person.color % 8}>
          <span className="bars-name clip">
            <bdi>{person.name}</bdi>
          </span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="bars-track" width="100" height="8" />
            <rect className="bars-bar" width={Math.max(0.5, (person.heldMs / most) * 100)} height="8" />
          </svg>
          <span className="numbers muted">
            {timeLeft(person.heldMs)}, {person.segments} written
          </span>
        </li>
      ))}
    </ul>
  );
}
