import type { AppLoadContext, EntryContext } from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import { NonceContext } from "~/lib/nonce.ts";

/** How long a loader's deferred promise may keep the stream open, in milliseconds. */
export const streamTimeout = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, deps, requestId }: AppLoadContext,
): Promise<Response> {
  const rendering = { failed: false };
  const body = await renderToReadableStream(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
    </NonceContext.Provider>,
    {
      nonce,
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(streamTimeout + 1_000)]),
      onError(error) {
        if (request.signal.aborted) return;
        rendering.failed = true;
        deps.log.error("render_failed", { requestId, name: error instanceof Error ? error.name : "unknown" });
      },
    },
  );
  // A crawler reads the page once, whole.
  if (isbot(request.headers.get("user-agent"))) await body.allReady;
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(body, { status: rendering.failed && status < 400 ? 500 : status, headers });
}

/** Loader and action bugs. Only the name is logged: a message may hold what somebody wrote. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return;
  context.deps.log.error("loader_failed", {
    requestId: context.requestId,
    name: error instanceof Error ? error.name : "unknown",
  });
}
