import { useCallback, useState } from "react";
import type { PanelData } from "~/features/room/act.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { usePanel } from "~/features/room/hooks/use-panel.ts";
import { roughlyLeft } from "~/lib/format.ts";
import { Button } from "~/ui/button.tsx";
import { SkeletonText } from "~/ui/skeleton.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { PanelTrouble } from "../panel-trouble.tsx";

type Summary = PanelData<"invites">["invites"][number];

/** The invites of this draft and what became of them. Never their links. */
export function InviteList({ version, onLink }: { version: string; onLink(link: string): void }) {
  const { draftId, state, startedAt } = useRoomParts();
  const [changes, setChanges] = useState(0);
  const { data, again } = usePanel(draftId, "invites", `${version}:${changes}`);
  const now = useNow(startedAt, 60_000, state.offsetMs);
  const changed = useCallback(() => setChanges((count) => count + 1), []);
  if (data.state === "loading") return <SkeletonText lines={2} />;
  if (data.state === "failed") return <PanelTrouble again={again} />;
  if (data.value.invites.length === 0) return <p className="side-hint">No invites yet.</p>;
  return (
    <ul className="invite-list" aria-label="Invites">
      {data.value.invites.map((invite) => (
        <InviteRow key={invite.id} invite={invite} now={now} onLink={onLink} onChange={changed} />
      ))}
    </ul>
  );
}

interface InviteRowProps {
  invite: Summary;
  now: number;
  onLink(link: string): void;
  onChange(): void;
}

function InviteRow({ invite, now, onLink, onChange }: InviteRowProps) {
  const { draftId } = useRoomParts();
  const revoke = useAct(draftId, onChange);
  const resend = useAct(
    draftId,
    useCallback((answer: { link?: string | undefined }) => answer.link && onLink(answer.link), [onLink]),
  );
  const words =
    invite.state === "open" ? `open, ${roughlyLeft(invite.expiresAt - now)} left` : STATE_WORDS[invite.state];
  return (
    <li>
      <span>
        For a {invite.role}
        {invite.bound ? ", one person only" : ""}
        <span className="muted"> · {words}</span>
        {(revoke.trouble ?? resend.trouble) && (
          <span className="trouble"> {revoke.trouble ?? resend.trouble}</span>
        )}
      </span>
      {(invite.state === "open" || invite.state === "expired") && (
        <span className="invite-actions">
          <FreshForm act={resend} intent="resend_invite">
            <input type="hidden" name="inviteId" value={invite.id} />
            <Button kind="plain" type="submit" pending={resend.pending}>
              New link
            </Button>
          </FreshForm>
          {invite.state === "open" && (
            <FreshForm act={revoke} intent="revoke_invite">
              <input type="hidden" name="inviteId" value={invite.id} />
              <Button kind="plain" type="submit" pending={revoke.pending}>
                Withdraw
              </Button>
            </FreshForm>
          )}
        </span>
      )}
    </li>
  );
}

const STATE_WORDS = { open: "open", used: "used", expired: "expired", revoked: "withdrawn" } as const;
