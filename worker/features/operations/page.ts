import { html, raw } from "hono/html";
import { ERRORS } from "../../kernel/errors.ts";
import type { Failure } from "../../kernel/result.ts";

type Html = ReturnType<typeof html>;

/** A page of ours that needs no script: the reference pages, and the error page of last resort. */
export function page(title: string, body: Html | Html[]): Html {
  return html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · OneRing</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<header class="bar"><a href="/" class="mark">OneRing</a><nav aria-label="Reference"><a href="/docs">API</a><a href="/docs/errors">Errors</a><a href="/openapi.json">OpenAPI</a></nav></header>
<main>${body}</main>
</body>
</html>`;
}

/** Shown where the web app itself could not answer. */
export function errorPage(failure: Failure, requestId: string): Html {
  return page(
    ERRORS[failure.code].title,
    html`<h1>${ERRORS[failure.code].title}</h1>
<p class="lead">${failure.detail}</p>
<p><a href="/">Back to the start</a></p>
<p class="quiet">If this keeps happening, mention <code>${requestId}</code>.</p>`,
  );
}
