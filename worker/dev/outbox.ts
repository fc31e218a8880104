import { Hono } from "hono";
import { html } from "hono/html";
import type { Deps } from "../env.ts";
import type { OutboxMail } from "../features/auth/store-outbox.ts";
import { listMails } from "../features/auth/store-outbox.ts";
import { isoTime } from "../kernel/clock.ts";
import { type AppBindings, FailureError } from "../kernel/http.ts";

/** Mail that stayed on this machine, for people and for tests; mounted under `/dev`. In production it is not there. */
export const outboxRoutes = new Hono<AppBindings>()
  .get("/outbox", async (c) => {
    assertDevelopment(c.get("deps"));
    c.header("cache-control", "no-store");
    return c.html(page(await listMails(c.get("deps").db), c.get("nonce")));
  })
  .get("/outbox.json", async (c) => {
    assertDevelopment(c.get("deps"));
    const mails = await listMails(c.get("deps").db, c.req.query("to")?.trim().toLowerCase());
    c.header("cache-control", "no-store");
    return c.json({ items: mails.map((mail) => ({ ...mail, createdAt: isoTime(mail.createdAt) })) });
  });

function assertDevelopment(deps: Deps): void {
  if (deps.config.ENVIRONMENT === "production")
    throw new FailureError({ code: "not_found", detail: "Nothing is at this address." });
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
  article { border: 1px solid #8884; border-radius: 12px; padding: 1rem 1.25rem; margin: 1rem 0; }
  h2 { font-size: 1rem; margin: 0; } p { margin: 0.25rem 0; } small { opacity: 0.75; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0.75rem 0 0; }
`;

/** `html` escapes every value that is put into it. */
function page(mails: readonly OutboxMail[], nonce: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Outbox</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Outbox</h1>
<p>No mail leaves this machine. What would have been sent is shown here, newest first. This page exists in development only.</p>
${mails.length === 0 ? html`<p>Nothing yet. Ask for a sign-in code and it appears here.</p>` : mails.map(letter)}
</main>
</body>
</html>`;
}

function letter(mail: OutboxMail) {
  const time = isoTime(mail.createdAt);
  return html`<article>
<h2>${mail.subject}</h2>
<p><small>to ${mail.to} · <time datetime="${time}">${time}</time></small></p>
<pre>${mail.text}</pre>
</article>`;
}
