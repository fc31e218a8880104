import { Form, useNavigation } from "@remix-run/react";
import { PLATFORMS } from "@worker/features/room/contract.ts";
import { SEGMENT_CHARS_MAX, TITLE_CHARS_MAX } from "@worker/kernel/limits.ts";
import { PLATFORM_NAMES } from "~/features/room/labels.ts";
import { Button } from "~/ui/button.tsx";
import { Field, SelectField, TextField } from "~/ui/field.tsx";
import { TextArea } from "~/ui/text-area.tsx";

export interface NewDraftValues {
  title: string;
  platform: string;
  text: string;
}

interface NewDraftFormProps {
  formKey: string;
  values: NewDraftValues;
  errors: Partial<Record<keyof NewDraftValues | "form", string>>;
}

/** A title, where it will go, and perhaps the first part. */
export function NewDraftForm({ formKey, values, errors }: NewDraftFormProps) {
  const { state } = useNavigation();
  return (
    <div className="page new-draft">
      <h1>A new draft</h1>
      <p className="new-draft-lead">You hold its ring first. Invite somebody once it stands.</p>
      <Form method="post" className="new-draft-form">
        <input type="hidden" name="key" value={formKey} />
        <TextField
          label="Title"
          name="title"
          dir="auto"
          required
          maxLength={TITLE_CHARS_MAX * 2}
          defaultValue={values.title}
          error={errors.title}
          autoComplete="off"
        />
        <SelectField
          label="Where it may go one day"
          name="platform"
          defaultValue={values.platform}
          error={errors.platform}
        >
          {PLATFORMS.map((platform) => (
            <option key={platform} value={platform}>
              {PLATFORM_NAMES[platform]}
            </option>
          ))}
        </SelectField>
        <Field label="The first part (optional)" error={errors.text}>
          {(wiring) => (
            <TextArea
              {...wiring}
              name="text"
              className="composer-text"
              rows={5}
              maxLength={SEGMENT_CHARS_MAX * 2}
              defaultValue={values.text}
              placeholder="Begin here, or in the room…"
            />
          )}
        </Field>
        {errors.form && (
          <p className="trouble" role="alert">
            {errors.form}
          </p>
        )}
        <Button type="submit" kind="primary" pending={state !== "idle"}>
          Begin
        </Button>
      </Form>
    </div>
  );
}
