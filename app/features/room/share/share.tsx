import { useRoomParts } from "~/features/room/context.ts";
import { freshKey } from "~/features/room/fresh-key.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { Button } from "~/ui/button.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { CopyField } from "./copy.tsx";

const SHARE_MS_MAX = 8_000;

/** The public page and its card; for the owner, whether they show anything. */
export default function Share() {
  const { draftId, state, rights } = useRoomParts();
  const act = useAct(draftId);
  const { sharing } = state.view.settings;
  return (
    <div className="dialog-stack">
      <p>
        {sharing
          ? "Anyone with this link sees the title, who writes and how far it is. Never the text."
          : "The link leads to a neutral page that says only that this is a private draft."}
      </p>
      <CopyField
        label="Public link"
        value={`${window.location.origin}/d/${draftId}`}
        onCopied={() => void countShare(draftId)}
      />
      {rights.isOwner && (
        <FreshForm act={act} intent="settings">
          <input type="hidden" name="sharing" value={sharing ? "off" : "on"} />
          <Button type="submit" pending={act.pending}>
            {sharing ? "Make it private again" : "Show title and numbers"}
          </Button>
        </FreshForm>
      )}
      {act.trouble && <p className="trouble">{act.trouble}</p>}
      <img
        className="card-preview"
        src={`/cards/drafts/${draftId}.png?v=${state.view.seq}`}
        width={1200}
        height={630}
        alt={`Share card of ${state.view.title}`}
        loading="lazy"
      />
    </div>
  );
}

/** That the link was copied. Counting must never stand in anyone's way, so failures stay silent. */
async function countShare(draftId: string): Promise<void> {
  try {
    await fetch(`/v1/drafts/${draftId}/shares`, {
      method: "POST",
      headers: { "idempotency-key": freshKey() },
      signal: AbortSignal.timeout(SHARE_MS_MAX),
    });
  } catch {
    // Not counted.
  }
}
