import type { ReactNode } from "react";
import type { Act } from "./hooks/use-act.ts";

interface FreshFormProps {
  act: Act;
  intent: string;
  className?: string;
  children: ReactNode;
}

/** A form that lives only with JavaScript: each submit carries a fresh key (see `useAct`). */
export function FreshForm({ act, intent, className, children }: FreshFormProps) {
  return (
    <form method="post" className={className} onSubmit={act.submit}>
      <input type="hidden" name="intent" value={intent} />
      {children}
    </form>
  );
}
