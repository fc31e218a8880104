import type { DB } from "../../db/client.ts";
import type { Config } from "../../env.ts";
import { type Clock, SECOND_MS } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { keepMail } from "./store-outbox.ts";

export const MAIL_MS_MAX = 10 * SECOND_MS;
const RESEND_URL = "https://api.resend.com/emails";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same mail asked for again is sent once, where the service offers that. */
  key: string;
}

/** The port for mail. `outbox` keeps it on this machine and says so; `disabled` refuses every address alike. */
export interface Mailer {
  kind: "mail" | "outbox" | "disabled";
  send(mail: Mail): Promise<Result<null>>;
}

/** The adapter that the configuration asks for: Resend with a key, else the outbox, else (in production) none. */
export function createMailer(config: Config, db: DB, clock: Clock): Mailer {
  if (config.RESEND_API_KEY !== undefined) return resendMailer(config.RESEND_API_KEY, config.MAIL_FROM);
  return config.ENVIRONMENT === "production" ? disabledMailer : outboxMailer(db, clock);
}

/** Refuses every address alike. */
export const disabledMailer: Mailer = { kind: "disabled", send: async () => mailDisabled() };

export function mailDisabled(): Result<never> {
  return fail("mail_disabled", "Sign-in by mail is not set up here yet.", {
    suggestedFix: "Whoever runs this site: set RESEND_API_KEY.",
  });
}

function outboxMailer(db: DB, clock: Clock): Mailer {
  return {
    kind: "outbox",
    send: async ({ to, subject, text }) => {
      const now = clock.now();
      await keepMail(db, { id: newId(now), to, subject, text, createdAt: now });
      return ok(null);
    },
  };
}

/** Resend's HTTP API. Nothing of the mail or of the service's answer is logged or passed on. */
export function resendMailer(apiKey: string, from: string, send: typeof fetch = fetch): Mailer {
  return {
    kind: "mail",
    send: async ({ to, subject, text, key }) => {
      const request = {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.timeout(MAIL_MS_MAX),
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify({ from, to: [to], subject, text }),
      } as const;
      const status = await send(RESEND_URL, request).then(
        async (response) => {
          await response.body?.cancel();
          return response.status;
        },
        () => 0,
      );
      if (status >= 200 && status < 300) return ok(null);
      return fail("mail_failed", "The mail could not be sent just now. Try again in a moment.", {
        retryAfter: 30,
      });
    },
  };
}
