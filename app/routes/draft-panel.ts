import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { verifyProof } from "@worker/features/room/domain/proof.ts";
import { ERRORS } from "@worker/kernel/errors.ts";
import { type Failure, ok, type Result } from "@worker/kernel/result.ts";
import { HISTORY_EVENTS_PER_PAGE } from "~/features/room/history/limits.ts";
import { runRoomForm } from "~/features/room/server-form.server.ts";
import { invitesApi, roomApi } from "~/lib/api.server.ts";

/** What the room loads after its first paint, as JSON: one small address per panel, and the door for its forms. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const result = await readPanel(context, params.id ?? "", params.panel ?? "", new URL(request.url));
  return result.ok ? answer(result.value, 200) : refusal(result.error);
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { origin } = new URL(request.url);
  return answer(await runRoomForm(context, params.id ?? "", await request.formData(), origin), 200);
}

function readPanel(
  context: AppLoadContext,
  draftId: string,
  panel: string,
  url: URL,
): Promise<Result<unknown>> {
  const api = roomApi(context, draftId);
  const number = (name: string) => Math.max(0, Math.trunc(Number(url.searchParams.get(name) ?? 0)) || 0);
  switch (panel) {
    case "view":
      return api.view();
    case "segments":
      return api.segments({ before: number("before") });
    case "history":
      return api.history(number("at"));
    case "events":
      return api.events({ after: number("after"), limit: HISTORY_EVENTS_PER_PAGE });
    case "note":
      return api.note();
    case "proof":
      return proof(context, draftId);
    case "invites":
      return invitesApi(context, url.origin).list(draftId);
    case "insights":
      return api.insights();
    case "numbers":
      return api.numbers();
    default:
      return Promise.resolve({ ok: false, error: { code: "not_found", detail: "Nothing is here." } });
  }
}

/** The chain with its verdict: checked here, so that the browser need not carry the hashing. */
async function proof(context: AppLoadContext, draftId: string): Promise<Result<unknown>> {
  const read = await roomApi(context, draftId).proof();
  if (!read.ok) return read;
  const verdict = verifyProof(read.value);
  return ok({
    holds: verdict.holds,
    trouble: verdict.holds ? null : verdict.reason,
    segments: read.value.segments,
  });
}

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });
const refusal = ({ code, detail }: Failure) => answer({ code, detail }, ERRORS[code].status);
