import type { Me } from "@worker/features/auth/contract.ts";
import { Button } from "~/ui/button.tsx";
import { SelectField, TextField } from "~/ui/field.tsx";
import { Icon } from "~/ui/icons.tsx";
import type { SettingsAnswer } from "./settings-answer.ts";
import { useSettingsForm } from "./use-settings-form.ts";

interface ProfileFormProps {
  me: Me;
  timeZones: readonly string[];
  posted: SettingsAnswer | undefined;
}

/** Name, handle, time zone. */
export function ProfileForm({ me, timeZones, posted }: ProfileFormProps) {
  const { fetcher, answer, pending } = useSettingsForm("profile", posted, "Saved.");
  return (
    <fetcher.Form method="post" className="settings-form">
      <input type="hidden" name="intent" value="profile" />
      <TextField
        label="Display name"
        hint="How others see you beside what you write."
        error={answer?.fields?.displayName}
        name="displayName"
        defaultValue={me.displayName}
        autoComplete="name"
        dir="auto"
        required
      />
      <TextField
        label="Handle"
        hint="Change it and the old one still leads to you for 30 days."
        error={answer?.fields?.handle}
        name="handle"
        defaultValue={me.handle}
        autoCapitalize="none"
        autoComplete="username"
        spellCheck={false}
        required
      />
      <SelectField
        label="Time zone"
        error={answer?.fields?.timeZone}
        name="timeZone"
        defaultValue={me.timeZone}
      >
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      {answer?.error && <p className="notice notice-danger">{answer.error}</p>}
      <div className="settings-row">
        <Button type="submit" kind="primary" pending={pending}>
          Save
        </Button>
        {answer?.done && !pending && (
          <span className="settings-done">
            <Icon name="check" className="size-4" /> Saved
          </span>
        )}
      </div>
    </fetcher.Form>
  );
}
