import type { Act } from "~/features/room/hooks/use-act.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { FreshForm } from "../fresh-form.tsx";

interface ConfirmProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** What happens, and what is lost. */
  text: string;
  action: string;
  act: Act;
  intent: string;
  fields?: Record<string, string>;
}

/** Asks once before something that is felt, and says what will be lost. */
export function Confirm({ open, onClose, title, text, action, act, intent, fields = {} }: ConfirmProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="dialog-stack">
        <p>{text}</p>
        {act.trouble && (
          <p className="trouble" role="alert">
            {act.trouble}
          </p>
        )}
        <FreshForm act={act} intent={intent} className="dialog-actions">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button kind="plain" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button kind="danger" type="submit" pending={act.pending}>
            {action}
          </Button>
        </FreshForm>
      </div>
    </Dialog>
  );
}
