import { useRoomParts } from "~/features/room/context.ts";
import { usePanel } from "~/features/room/hooks/use-panel.ts";
import { personOf } from "~/features/room/labels.ts";
import { countOf, exactTime } from "~/lib/format.ts";
import { Icon } from "~/ui/icons.tsx";
import { SkeletonText } from "~/ui/skeleton.tsx";
import { PanelTrouble } from "../panel-trouble.tsx";

const SEAL_CHARS_SHOWN = 12;
const ORIGIN_WORDS: Record<string, string> = {
  human: "by hand",
  ai: "by AI",
  ai_approved: "by AI, approved",
};

/** Whether the chain of seals holds, in words, and the seals themselves. */
export default function Proof() {
  const { draftId, state } = useRoomParts();
  const { data, again } = usePanel(draftId, "proof", state.view.segmentCount);
  if (data.state === "loading") return <SkeletonText lines={4} />;
  if (data.state === "failed") return <PanelTrouble again={again} />;
  const { holds, trouble, segments } = data.value;
  return (
    <div className="dialog-stack">
      <p className={holds ? "notice notice-good" : "notice notice-danger"}>
        <Icon name={holds ? "seal" : "warning"} />
        <span>
          {holds
            ? `The chain holds: ${countOf(segments.length, "segment")}, each sealed by its author, none changed since.`
            : `The chain does not hold. ${trouble ?? ""}`}
        </span>
      </p>
      <ol className="seals" aria-label="Seals">
        {segments.map((entry) => {
          const author = personOf(state.view.members, entry.authorId);
          return (
            <li key={entry.seq} data-author={author.color % 8}>
              <span className="numbers muted">{entry.position}</span>
              <span>
                <bdi>{author.name}</bdi>, {ORIGIN_WORDS[entry.origin] ?? entry.origin}
                <span className="muted"> · {exactTime(entry.at)}</span>
              </span>
              <code title={entry.seal}>{entry.seal.slice(0, SEAL_CHARS_SHOWN)}</code>
            </li>
          );
        })}
      </ol>
      <p className="side-hint">
        Export the draft as JSON to check it elsewhere: the seals are SHA-256, each over the one before.
      </p>
    </div>
  );
}
