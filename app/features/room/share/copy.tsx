import { useId, useState } from "react";
import { Button } from "~/ui/button.tsx";
import { Icon } from "~/ui/icons.tsx";

/** An address with a copy button. Where the clipboard is closed, the field is there to select from. */
export function CopyField({ label, value, onCopied }: { label: string; value: string; onCopied?(): void }) {
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied("yes");
      onCopied?.();
    } catch {
      setCopied("failed");
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement) field.select();
    }
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="copy-row">
        <input id={id} className="input" readOnly value={value} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>
          <Icon name={copied === "yes" ? "check" : "copy"} />
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className="field-hint" role="status">
        {copied === "failed" ? "The clipboard is closed here. The link is selected: copy it by hand." : ""}
      </p>
    </div>
  );
}
