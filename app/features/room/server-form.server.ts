import type { AppLoadContext } from "@remix-run/cloudflare";
import { HOUR_MS } from "@worker/kernel/clock.ts";
import { NOTE_CHARS_MAX } from "@worker/kernel/limits.ts";
import type { Failure } from "@worker/kernel/result.ts";
import * as z from "zod/mini";
import { draftsApi, invitesApi, roomApi } from "~/lib/api.server.ts";
import type { ActAnswer } from "./act.ts";
import { commandFromForm } from "./form-command.ts";

/**
 * Runs one posted form of the room, whichever door it came through: the page itself (no JavaScript) or the
 * form door. The intent says what to do; everything else is parsed by the command's own schema.
 */
export async function runRoomForm(
  context: AppLoadContext,
  draftId: string,
  form: FormData,
  origin: string,
): Promise<ActAnswer> {
  const intent = String(form.get("intent") ?? "");
  const key = String(form.get("key") ?? "");
  const text = form.get("text");
  const answer = (failure: Failure): ActAnswer => ({
    ok: false,
    intent,
    code: failure.code,
    detail: failure.detail,
    ...(typeof text === "string" ? { text } : {}),
  });
  const invalid = (detail: string) => answer({ code: "validation_failed", detail });
  if (intent === "note") {
    const note = String(text ?? "");
    if (note.length > NOTE_CHARS_MAX) return invalid(`At most ${NOTE_CHARS_MAX} characters`);
    const result = await roomApi(context, draftId).writeNote(note);
    return result.ok ? { ok: true, intent } : answer(result.error);
  }
  if (!KEY.test(key)) return invalid("The form is too old. Load the page again.");
  if (intent === "fork") return fork(context, draftId, form, key, answer);
  if (intent.endsWith("invite")) return invite(invitesApi(context, origin), draftId, form, key, answer);
  const reading = commandFromForm(form);
  if (!reading.ok) return invalid(reading.detail);
  const result = await roomApi(context, draftId).send(reading.command);
  if (!result.ok) return answer(result.error);
  return { ok: true, intent, ...(intent === "leave" ? { goTo: "/drafts" } : {}) };
}

const KEY = /^[\x21-\x7e]{8,128}$/;
type Answer = (failure: Failure) => ActAnswer;

async function fork(context: AppLoadContext, draftId: string, form: FormData, key: string, answer: Answer) {
  const seq = Number(form.get("seq"));
  if (!Number.isSafeInteger(seq) || seq < 1)
    return answer({ code: "validation_failed", detail: "Choose a segment to fork at." });
  const result = await draftsApi(context).fork(draftId, { seq }, key);
  return result.ok
    ? ({ ok: true, intent: "fork", goTo: `/drafts/${result.value.id}` } satisfies ActAnswer)
    : answer(result.error);
}

/** `@name` or `name`; anything with an @ inside is read as an address. */
const HANDLE = /^@?[a-z0-9_]{3,40}$/i;
const NOT_SOMEBODY = "Write an e-mail address, or a handle such as @mara";

const inviteForm = z.object({
  role: z.enum(["writer", "commenter", "viewer"]),
  hours: z.coerce.number().check(z.minimum(1), z.maximum(24 * 30)),
  who: z._default(z.union([z.literal(""), z.email(), z.string().check(z.regex(HANDLE))], NOT_SOMEBODY), ""),
});

async function invite(
  api: ReturnType<typeof invitesApi>,
  draftId: string,
  form: FormData,
  key: string,
  answer: Answer,
): Promise<ActAnswer> {
  const intent = String(form.get("intent"));
  const inviteId = String(form.get("inviteId") ?? "");
  if (intent === "revoke_invite") {
    const result = await api.revoke(draftId, inviteId, key);
    return result.ok ? { ok: true, intent } : answer(result.error);
  }
  if (intent === "resend_invite") {
    const result = await api.resend(draftId, inviteId, key);
    return result.ok ? { ok: true, intent, link: result.value.url } : answer(result.error);
  }
  const fields = inviteForm.safeParse(Object.fromEntries(form));
  if (!fields.success)
    return answer({
      code: "validation_failed",
      detail: fields.error.issues[0]?.message ?? "Something in it needs another look.",
    });
  const { role, hours, who } = fields.data;
  const lifetimeMs = Math.round(hours * HOUR_MS);
  const result = await api.create(
    draftId,
    { role, lifetimeMs, ...(who ? { boundTo: HANDLE.test(who) ? { handle: who } : { email: who } } : {}) },
    key,
  );
  return result.ok ? { ok: true, intent, link: result.value.url } : answer(result.error);
}
