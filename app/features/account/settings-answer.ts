import type { Tokens } from "@worker/features/auth/contract.ts";

/** What a posted settings form answers: done, wrong fields, or a refusal in words. */
export interface SettingsAnswer {
  intent: "profile" | "end-session" | "end-others" | "mint" | "unknown";
  done?: boolean | undefined;
  error?: string | undefined;
  fields?: { displayName?: string; handle?: string; timeZone?: string; label?: string } | undefined;
  /** Shown once. */
  tokens?: Tokens | undefined;
}
