import type { Member } from "@worker/features/room/contract.ts";
import { useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { ROLE_NAMES } from "~/features/room/labels.ts";
import { countOf } from "~/lib/format.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button } from "~/ui/button.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { Confirm } from "./confirm.tsx";

const GIVEN_ROLES = ["writer", "commenter", "viewer"] as const;

/** Everyone in the draft, with their role; the owner changes roles and removes, everyone may leave. */
export default function Members() {
  const { state } = useRoomParts();
  const { members, ring, segmentsBy } = state.view;
  return (
    <div className="dialog-stack">
      <ul className="member-list">
        {members
          .filter((member) => member.active)
          .map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              holds={member.id === ring.holderId}
              segments={segmentsBy[member.id] ?? 0}
            />
          ))}
      </ul>
      <Leave />
    </div>
  );
}

function MemberRow({ member, holds, segments }: { member: Member; holds: boolean; segments: number }) {
  const { draftId, state, rights } = useRoomParts();
  const role = useAct(draftId);
  const remove = useAct(draftId);
  const [asking, setAsking] = useState(false);
  const managed = rights.isOwner && member.role !== "owner";
  return (
    <li className="member-row">
      <Avatar name={member.name} color={member.color} decorative />
      <div className="member-words">
        <p>
          <bdi>{member.name}</bdi>
          {member.id === state.you.memberId && <span className="muted"> (you)</span>}
        </p>
        <p className="muted">@{member.handle}</p>
        <p className="muted">
          {holds ? "holds the ring · " : ""}
          {segments > 0 ? countOf(segments, "segment") : "nothing written yet"}
          {managed ? "" : ` · ${ROLE_NAMES[member.role]}`}
        </p>
        {(role.trouble ?? remove.trouble) && <p className="trouble">{role.trouble ?? remove.trouble}</p>}
      </div>
      {managed && (
        <div className="member-actions">
          <FreshForm act={role} intent="change_role">
            <input type="hidden" name="memberId" value={member.id} />
            <select
              className="input"
              name="role"
              aria-label={`Role of ${member.name}`}
              value={member.role}
              onChange={(event) => event.target.form?.requestSubmit()}
            >
              {GIVEN_ROLES.map((one) => (
                <option key={one} value={one}>
                  {ROLE_NAMES[one]}
                </option>
              ))}
            </select>
          </FreshForm>
          <Button kind="plain" onClick={() => setAsking(true)}>
            Remove<span className="sr-only"> {member.name}</span>
          </Button>
        </div>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={`Remove ${member.name}?`}
        text="They lose sight of this draft at once. What they wrote stays, with their name. You can invite them again."
        action="Remove"
        act={remove}
        intent="remove_member"
        fields={{ memberId: member.id }}
      />
    </li>
  );
}

function Leave() {
  const { draftId, rights } = useRoomParts();
  const leave = useAct(draftId);
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button kind="danger" onClick={() => setAsking(true)}>
        Leave this draft
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Leave this draft?"
        text={
          rights.isOwner
            ? "The draft goes to the longest-standing writer; with nobody left to write, it is archived. What you wrote stays, with your name."
            : "You lose sight of it until somebody invites you again. What you wrote stays, with your name."
        }
        action="Leave"
        act={leave}
        intent="leave"
      />
    </div>
  );
}
