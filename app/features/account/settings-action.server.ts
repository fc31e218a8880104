import { type AppLoadContext, data, redirect } from "@remix-run/cloudflare";
import { mintSchema, sessionParamsSchema } from "@worker/features/auth/contract.ts";
import { updateMeSchema } from "@worker/features/profiles/contract.ts";
import { ERRORS } from "@worker/kernel/errors.ts";
import type { Failure } from "@worker/kernel/result.ts";
import { accountApi } from "~/lib/api.server.ts";
import type { SettingsAnswer } from "./settings-answer.ts";

const KEY = /^[\x21-\x7e]{8,128}$/;

/** One posted form of the settings page; `intent` says which. */
export async function runSettings(context: AppLoadContext, request: Request, form: FormData) {
  const field = (name: string) => String(form.get(name) ?? "");
  const api = accountApi(context, request);
  switch (field("intent")) {
    case "profile":
      return saveProfile(api, form);
    case "end-session": {
      const params = sessionParamsSchema.safeParse({ id: field("id") });
      if (!params.success)
        return answer({ intent: "end-session", error: "That session is not there any more." }, 404);
      const result = await api.endSession(params.data.id);
      if (!result.ok) return refuse("end-session", result.error);
      if (result.value.cookies.length === 0) return answer({ intent: "end-session", done: true });
      return redirect("/", { headers: { "set-cookie": result.value.cookies[0] ?? "" } });
    }
    case "end-others": {
      const result = await api.endOtherSessions();
      return result.ok ? answer({ intent: "end-others", done: true }) : refuse("end-others", result.error);
    }
    case "mint":
      return mint(api, field("label"), field("key"));
    default:
      return answer({ intent: "unknown", error: "That form is not known here." }, 422);
  }
}

type Api = ReturnType<typeof accountApi>;

async function saveProfile(api: Api, form: FormData) {
  const asked = updateMeSchema.safeParse({
    displayName: form.get("displayName") ?? undefined,
    handle: form.get("handle") ?? undefined,
    timeZone: form.get("timeZone") ?? undefined,
  });
  if (!asked.success) {
    const fields = Object.fromEntries(
      asked.error.issues.map(({ path, message }) => [String(path[0]), message]),
    );
    return answer({ intent: "profile", fields }, 422);
  }
  const result = await api.update(asked.data);
  if (result.ok) return answer({ intent: "profile", done: true });
  if (result.error.code !== "handle_taken") return refuse("profile", result.error);
  return answer({ intent: "profile", fields: { handle: result.error.detail } }, 409);
}

async function mint(api: Api, label: string, key: string) {
  const asked = mintSchema.safeParse(label.trim() === "" ? {} : { label });
  if (!asked.success || !KEY.test(key))
    return answer(
      { intent: "mint", fields: { label: asked.error?.issues[0]?.message ?? "Load the page again." } },
      422,
    );
  const result = await api.mintTokens({ ...asked.data, key });
  if (!result.ok) return refuse("mint", result.error);
  return answer({ intent: "mint", done: true, tokens: result.value.tokens });
}

function refuse(intent: SettingsAnswer["intent"], { code, detail, suggestedFix }: Failure) {
  return answer({ intent, error: [detail, suggestedFix].filter(Boolean).join(" ") }, ERRORS[code].status);
}

function answer(value: SettingsAnswer, status = 200) {
  return data(value, { status, headers: { "cache-control": "no-store" } });
}
