import { useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useAct } from "~/features/room/hooks/use-act.ts";
import { ROLE_NAMES } from "~/features/room/labels.ts";
import { Button } from "~/ui/button.tsx";
import { SelectField, TextField } from "~/ui/field.tsx";
import { FreshForm } from "../fresh-form.tsx";
import { CopyField } from "../share/copy.tsx";
import { InviteList } from "./list.tsx";

const LIFETIMES = [
  [1, "1 hour"],
  [24, "1 day"],
  [168, "7 days"],
  [720, "30 days"],
] as const;

/** Makes a one-use link, shows it once, and lists those that were made. */
export default function Invite() {
  const { draftId, rights } = useRoomParts();
  const act = useAct(draftId);
  const [renewed, setRenewed] = useState<string | null>(null);
  const link = renewed ?? act.done?.link ?? null;
  return (
    <div className="dialog-stack">
      <FreshForm act={act} intent="create_invite" className="invite-form">
        <SelectField label="Comes in as" name="role" defaultValue="writer">
          {(rights.writer
            ? (["writer", "commenter", "viewer"] as const)
            : (["commenter", "viewer"] as const)
          ).map((role) => (
            <option key={role} value={role}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </SelectField>
        <SelectField label="Works for" name="hours" defaultValue="168">
          {LIFETIMES.map(([hours, words]) => (
            <option key={hours} value={hours}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Only for one person (optional)"
          name="who"
          placeholder="An e-mail address or @handle"
          autoComplete="off"
          hint="Then nobody else can use the link. No mail is sent: you hand the link over yourself."
        />
        <Button type="submit" kind="primary" pending={act.pending} onClick={() => setRenewed(null)}>
          Make a link
        </Button>
      </FreshForm>
      {act.trouble && (
        <p className="trouble" role="alert">
          {act.trouble}
        </p>
      )}
      {link && (
        <div className="notice notice-good invite-link">
          <CopyField key={link} label="The link, shown this once. It works one time." value={link} />
        </div>
      )}
      <InviteList version={link ?? ""} onLink={setRenewed} />
    </div>
  );
}
