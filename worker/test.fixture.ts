import { createExecutionContext, env } from "cloudflare:test";
import { createApp } from "./app.ts";
import type { Deps } from "./env.ts";
import type { Me, SignedIn } from "./features/auth/contract.ts";
import { silentLog } from "./kernel/log.ts";

/** For tests that need the whole edge and people signed in to it. */

export const ORIGIN = "http://onering.test";

export type Send = (request: Request) => Promise<Response>;

/** The whole edge without the web app. */
export function createEdge(overrides: Partial<Deps> = {}): Send {
  const app = createApp({ overrides: { log: silentLog, ...overrides } });
  return async (request) => app.fetch(request, env, createExecutionContext());
}

export interface Caller {
  token: string;
  user: Me;
}

interface Call {
  caller?: Caller | null | undefined;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
}

/** One API call as a caller, or as nobody: bearer token, JSON, our Origin, a fresh key. */
export async function call(send: Send, method: string, path: string, input: Call = {}): Promise<Response> {
  const headers = new Headers({ origin: ORIGIN, "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/150.0" });
  if (input.caller) headers.set("authorization", `Bearer ${input.caller.token}`);
  if (method !== "GET") headers.set("idempotency-key", input.key ?? crypto.randomUUID());
  if (input.body !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries(input.headers ?? {})) headers.set(name, value);
  const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
  return await send(new Request(ORIGIN + path, { method, headers, ...body }));
}

/** The JSON of a good answer; throws with the problem otherwise. */
export async function good<T>(response: Response | Promise<Response>): Promise<T> {
  const answer = await response;
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? (null as T) : await answer.json<T>();
}

let people = 0;

/** Somebody new, signed in as an API client by a code from the outbox. */
export async function signIn(send: Send, name = "person"): Promise<Caller> {
  people += 1;
  const email = `${name}${people}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  const asked = await good<{ attempt: string }>(
    call(send, "POST", "/v1/auth/codes", { body: { email, client: "api" } }),
  );
  const { items } = await good<{ items: { text: string }[] }>(
    call(send, "GET", `/dev/outbox.json?to=${encodeURIComponent(email)}`),
  );
  const code = /\b\d{6}\b/.exec(items[0]?.text ?? "")?.[0] ?? "";
  const done = await good<SignedIn>(
    call(send, "POST", "/v1/auth/sessions", { body: { code, attempt: asked.attempt } }),
  );
  if (done.tokens === undefined) throw new Error("no tokens came");
  return { token: done.tokens.accessToken, user: done.user };
}

/** Makes a draft and returns its id. */
export async function makeDraft(send: Send, caller: Caller, text = "The lamp turns."): Promise<string> {
  const body = { title: "Letters from the lighthouse", platform: "x", text };
  return (await good<{ id: string }>(call(send, "POST", "/v1/drafts", { caller, body }))).id;
}

/** Makes `guest` a member of a draft by an invite from `owner`. */
export async function join(
  send: Send,
  draftId: string,
  owner: Caller,
  guest: Caller,
  role: string,
): Promise<void> {
  const { url } = await good<{ url: string }>(
    call(send, "POST", `/v1/drafts/${draftId}/invites`, { caller: owner, body: { role } }),
  );
  const token = url.slice(url.lastIndexOf("/") + 1);
  await good(call(send, "POST", `/v1/invites/${token}`, { caller: guest }));
}
