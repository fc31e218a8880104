import { env } from "cloudflare:test";
import { createApp } from "../../app.ts";
import { type Client, createClient } from "../../client.ts";
import { createDeps, type Deps } from "../../env.ts";
import { newId } from "../../kernel/ids.ts";
import { silentLog } from "../../kernel/log.ts";
import { newPair, newSession, tokensOf } from "../auth/issue.ts";
import { getOrCreateUser } from "../auth/service-users.ts";
import { openApiSession } from "../auth/store-sessions.ts";

export const ORIGIN = "http://onering.test";

/** Somebody with a token, calling the whole API in process. */
export interface ApiPerson {
  id: string;
  handle: string;
  email: string;
  token: string;
  client: Client;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** The whole Worker without its web app, and people to call it. */
export function createWorld(overrides: Partial<Deps> = {}) {
  const deps = createDeps(env, { log: silentLog, ...overrides });
  const app = createApp({ overrides: { log: silentLog, ...overrides } });
  const send = async (request: Request) => await app.fetch(request, env);
  return {
    deps,
    send,
    join: (name: string) => signedIn(deps, send, name),
    anonymous: createClient({ baseUrl: ORIGIN, fetch: send }),
  };
}

export type World = ReturnType<typeof createWorld>;

async function signedIn(
  deps: Deps,
  send: (request: Request) => Promise<Response>,
  name: string,
): Promise<ApiPerson> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.com`;
  const user = await getOrCreateUser(deps, { email });
  const token = await openSession(deps, user.id);
  return {
    id: user.id,
    handle: user.handle,
    email,
    token,
    client: createClient({ baseUrl: ORIGIN, token, fetch: send }),
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${token}`);
      return send(new Request(new URL(path, ORIGIN), { ...init, headers }));
    },
  };
}

async function openSession(deps: Deps, userId: string): Promise<string> {
  const now = deps.clock.now();
  const id = newId(now);
  const session = newSession({ id, userId, kind: "api", label: "test", nonce: id, token: null }, now);
  const pair = newPair({ id: newId(now), sessionId: id, callerKnows: [id], nonce: id }, now);
  const stored = await openApiSession(deps.db, session, pair);
  if (!stored) throw new Error("no session was opened");
  return tokensOf([id], stored).accessToken;
}

/** The value of a good answer; a bad one fails the test with its problem. */
export async function good<T>(
  call: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>,
): Promise<T> {
  const result = await call;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** The stable code of a bad answer. */
export async function codeOf(
  call: Promise<{ ok: true } | { ok: false; problem: { code: string } }>,
): Promise<string> {
  const result = await call;
  return result.ok ? "ok" : result.problem.code;
}

/** A draft of `owner`, with others invited into it. */
export async function draftWith(
  owner: ApiPerson,
  others: { person: ApiPerson; role?: "writer" | "commenter" | "viewer" }[] = [],
): Promise<string> {
  const { id } = await good(
    owner.client.call("createDraft", { body: { title: "Night train", platform: "x" } }),
  );
  for (const { person, role } of others) await invited(owner, id, person, role);
  return id;
}

export async function invited(
  owner: ApiPerson,
  id: string,
  person: ApiPerson,
  role: "writer" | "commenter" | "viewer" = "writer",
): Promise<void> {
  const invite = await good(owner.client.call("createInvite", { params: { id }, body: { role } }));
  await good(person.client.call("redeemInvite", { params: { token: tokenOf(invite.url) } }));
}

export function tokenOf(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
