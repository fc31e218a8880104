import type { Tokens } from "@worker/features/auth/contract.ts";
import { useState } from "react";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/field.tsx";
import { announce } from "~/ui/live-region.tsx";
import type { SettingsAnswer } from "./settings-answer.ts";
import { useSettingsForm } from "./use-settings-form.ts";

/** Tokens for scripts and tools, shown this once. */
export function TokensForm({ formKey, posted }: { formKey: string; posted: SettingsAnswer | undefined }) {
  const { fetcher, answer, pending } = useSettingsForm("mint", posted, "Your tokens are ready.");
  return (
    <>
      <fetcher.Form method="post" className="settings-form">
        <input type="hidden" name="intent" value="mint" />
        <input type="hidden" name="key" value={formKey} />
        <TextField
          label="What is it for"
          hint="So that you know it again in the list above."
          error={answer?.fields?.label}
          name="label"
          placeholder="A script on my laptop"
          maxLength={60}
          dir="auto"
        />
        {answer?.error && <p className="notice notice-danger">{answer.error}</p>}
        <div className="settings-row">
          <Button type="submit" pending={pending}>
            Make tokens
          </Button>
        </div>
      </fetcher.Form>
      {answer?.tokens && <Minted tokens={answer.tokens} />}
    </>
  );
}

function Minted({ tokens }: { tokens: Tokens }) {
  return (
    <div className="notice notice-warn minted">
      <p>Copy these now. They are shown this once; we keep only their hashes.</p>
      <Secret name="Access token, works for an hour" value={tokens.accessToken} />
      <Secret name="Refresh token, works for 30 days" value={tokens.refreshToken} />
    </div>
  );
}

function Secret({ name, value }: { name: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce("Copied.");
  };
  return (
    <div className="secret">
      <TextField label={name} value={value} readOnly onFocus={(event) => event.currentTarget.select()} />
      <Button className="needs-script" onClick={() => void copy()}>
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
