import { html } from "hono/html";
import { ERRORS } from "../../kernel/errors.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { OpenApiDocument, Operation, Parameter } from "./openapi.ts";
import { page } from "./page.ts";

export { docsCss } from "./docs-css.ts";

type Html = ReturnType<typeof html>;

/** `/docs`: every operation by tag, with parameters, shapes and a line to try. No script. */
export function docsPage(document: OpenApiDocument): Html {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = document.tags.map(({ name }) => ({
    name,
    rows: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return page(
    "API",
    html`<h1>The API</h1>
<p class="lead">${prose(document.info.description)}</p>
<nav class="toc" aria-label="Operations">${groups.map(
      ({ name, rows }) =>
        html`<section><h2>${name}</h2><ul>${rows.map(
          ({ operation }) =>
            html`<li><a href="#${operation.operationId}">${prose(operation.summary)}</a></li>`,
        )}</ul></section>`,
    )}</nav>
${groups.map(
  ({ name, rows }) => html`<h2 class="tag">${name}</h2>${rows.map((row) => operationHtml(document, row))}`,
)}
<h2 class="tag" id="schemas">Shapes</h2>
${Object.entries(document.components.schemas).map(
  ([name, schema]) =>
    html`<details id="schema-${name}"><summary><code>${name}</code></summary><pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre></details>`,
)}`,
  );
}

function operationHtml(
  document: OpenApiDocument,
  { path, method, operation }: { path: string; method: string; operation: Operation },
): Html {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    "$ref" in parameter ? document.components.parameters[parameter.$ref.split("/").at(-1) ?? ""] : parameter,
  );
  const body = operation.requestBody?.content["application/json"];
  return html`<article id="${operation.operationId}">
<h3><span class="verb">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p>${prose(operation.summary)}. <span class="quiet">${"bearer" in (operation.security[0] ?? {}) ? "Needs sign-in." : "Open to everyone."}</span></p>
${parameters.length === 0 ? "" : html`<table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${parameters.map((parameter) => (parameter === undefined ? "" : parameterHtml(parameter)))}</tbody></table>`}
${body === undefined ? "" : html`<h4>Body ${shapeLink(body.schema)}</h4><pre tabindex="0">${JSON.stringify(body.example, null, 2)}</pre>`}
<h4>Answers</h4>
<ul class="answers">${Object.entries(operation.responses).map(([status, response]) => answerHtml(status, response))}</ul>
<h4>Try it</h4>
<pre tabindex="0">${curlLine(path, method, operation, body?.example)}</pre>
</article>`;
}

function parameterHtml(parameter: Parameter): Html {
  const { type, enum: choices } = parameter.schema;
  return html`<tr><td><code>${parameter.name}</code>${parameter.required ? "" : html` <span class="quiet">optional</span>`}</td><td>${parameter.in}</td><td>${choices === undefined ? (type ?? "string") : choices.join(" · ")}</td><td>${parameter.description ?? ""}</td></tr>`;
}

function answerHtml(status: string, response: Operation["responses"][string]): Html {
  if ("$ref" in response) {
    const name = response.$ref.split("/").at(-1);
    return html`<li><code>${status}</code> <a href="/docs/errors">${name}</a></li>`;
  }
  const [media] = Object.entries(response.content ?? {});
  return html`<li><code>${status}</code> ${response.description} ${media === undefined ? "" : html`<span class="quiet">${media[0]}</span> ${shapeLink(media[1].schema)}`}</li>`;
}

function shapeLink(schema: JsonSchema | undefined): Html | "" {
  const name = schema?.$ref?.split("/").at(-1);
  return name === undefined ? "" : html`<a href="#schema-${name}"><code>${name}</code></a>`;
}

/** Text with `code` in it, as we write summaries. */
function prose(text: string): (Html | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** A `curl` command for an operation, with `$BASE` and `$TOKEN` left to the reader's shell. */
export function curlLine(path: string, method: string, operation: Operation, body: unknown): string {
  const needsKey =
    operation.parameters?.some((p) => "$ref" in p && p.$ref.endsWith("/IdempotencyKey")) ?? false;
  const lines = [`curl -X ${method.toUpperCase()} "$BASE${path}"`];
  if ("bearer" in (operation.security[0] ?? {})) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (needsKey) lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (body !== undefined)
    lines.push(
      `-H "Content-Type: application/json"`,
      `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`,
    );
  return lines.join(" \\\n  ");
}

/** `/docs/errors`: the one table of codes. */
export function errorsPage(): Html {
  return page(
    "Errors",
    html`<h1>Errors</h1>
<p class="lead">Every failure is a problem document with one of these codes. A code never changes its meaning.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${Object.entries(
      ERRORS,
    ).map(
      ([code, { status, title }]) =>
        html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
    )}</tbody></table>`,
  );
}
