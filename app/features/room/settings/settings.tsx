import { LEASES, NEXT_HOLDER_RULES } from "@worker/features/room/contract.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { LEASE_NAMES, RULE_NAMES } from "~/features/room/labels.ts";
import { Button } from "~/ui/button.tsx";
import { SelectField } from "~/ui/field.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { Lifecycle } from "./lifecycle.tsx";

/** The rules of this draft. Everyone may read them; its owner changes them. */
export default function RoomSettings() {
  const { draftId, state, rights } = useRoomParts();
  const act = useAct(draftId);
  const { settings } = state.view;
  if (!rights.isOwner)
    return (
      <dl className="facts">
        <dt>Lease</dt>
        <dd>{LEASE_NAMES[settings.lease]}</dd>
        <dt>Who is next</dt>
        <dd>{RULE_NAMES[settings.nextHolderRule]}</dd>
        <dt>Writers may invite</dt>
        <dd>{settings.writersMayInvite ? "Yes" : "No"}</dd>
      </dl>
    );
  return (
    <div className="dialog-stack">
      <FreshForm act={act} intent="settings" className="dialog-stack">
        <SelectField
          label="Lease"
          name="lease"
          defaultValue={settings.lease}
          hint="How long the ring rests with one person before it moves on by itself."
        >
          {LEASES.map((lease) => (
            <option key={lease} value={lease}>
              {LEASE_NAMES[lease]}
            </option>
          ))}
        </SelectField>
        <SelectField label="Who is next" name="nextHolderRule" defaultValue={settings.nextHolderRule}>
          {NEXT_HOLDER_RULES.map((rule) => (
            <option key={rule} value={rule}>
              {RULE_NAMES[rule]}
            </option>
          ))}
        </SelectField>
        <label className="check">
          <input type="hidden" name="writersMayInvite" value="off" />
          <input
            type="checkbox"
            name="writersMayInvite"
            value="on"
            defaultChecked={settings.writersMayInvite}
          />
          Writers may invite others
        </label>
        {act.trouble && (
          <p className="trouble" role="alert">
            {act.trouble}
          </p>
        )}
        <div className="dialog-actions">
          <span className="side-hint" role="status">
            {act.done ? "Saved." : ""}
          </span>
          <Button type="submit" kind="primary" pending={act.pending}>
            Save
          </Button>
        </div>
      </FreshForm>
      <Lifecycle />
    </div>
  );
}
