import { type AppLoadContext, data, redirect } from "@remix-run/cloudflare";
import { askCodeSchema, signInSchema } from "@worker/features/auth/contract.ts";
import { ERRORS } from "@worker/kernel/errors.ts";
import type { Failure } from "@worker/kernel/result.ts";
import { signInApi } from "~/lib/api.server.ts";
import { internalPath } from "~/lib/paths.ts";
import type { SignInStep } from "./sign-in-step.ts";

const KEY = /^[\x21-\x7e]{8,128}$/;

/** One posted step of signing in: `ask` sends a code, `enter` trades it for a session. */
export async function runSignIn(context: AppLoadContext, request: Request, form: FormData) {
  const field = (name: string) => String(form.get(name) ?? "");
  const key = KEY.test(field("key")) ? field("key") : crypto.randomUUID();
  const email = field("email");
  return field("intent") === "enter"
    ? enterCode(context, request, {
        email,
        key,
        code: field("code"),
        timeZone: field("timeZone"),
        next: field("next"),
      })
    : askForCode(context, request, { email, key, again: field("again") === "yes" });
}

async function askForCode(
  context: AppLoadContext,
  request: Request,
  { email, key, again }: { email: string; key: string; again: boolean },
) {
  const asked = askCodeSchema.safeParse({ email });
  if (!asked.success)
    return step({ at: "email", email, error: asked.error.issues[0]?.message ?? UNCLEAR }, 422);
  const api = signInApi(context, request);
  const result = await api.askForCode(asked.data.email, key);
  if (!result.ok)
    return step({ at: again ? "code" : "email", email, ...refused(result.error) }, statusOf(result.error));
  const outbox = result.value.body.delivery === "outbox" && api.showsOutbox;
  return step({ at: "code", email: asked.data.email, outbox, again }, 200, result.value.cookies);
}

async function enterCode(
  context: AppLoadContext,
  request: Request,
  input: { email: string; code: string; timeZone: string; next: string; key: string },
) {
  const { email, key, next } = input;
  const api = signInApi(context, request);
  const stay = { at: "code", email, outbox: api.showsOutbox } as const;
  // A time zone this runtime does not know is no reason to refuse: the account then starts in UTC.
  const timeZone = signInSchema.shape.timeZone.safeParse(input.timeZone || undefined).data;
  const entered = signInSchema.safeParse({ email, code: input.code });
  if (!entered.success) return step({ ...stay, error: entered.error.issues[0]?.message ?? UNCLEAR }, 422);
  const result = await api.signIn({ email, code: entered.data.code, timeZone, key });
  if (!result.ok) return step({ ...stay, ...refused(result.error) }, statusOf(result.error));
  return redirect(internalPath(next), { headers: cookies(result.value.cookies) });
}

const UNCLEAR = "This needs another look.";

function refused(failure: Failure) {
  return { error: [failure.detail, failure.suggestedFix].filter(Boolean).join(" ") };
}

const statusOf = (failure: Failure) => ERRORS[failure.code].status;

function step(value: SignInStep, status: number, set: readonly string[] = []) {
  return data(value, { status, headers: cookies(set) });
}

function cookies(set: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of set) headers.append("set-cookie", cookie);
  return headers;
}
