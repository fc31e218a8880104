import { env } from "cloudflare:test";
import { createDeps, type Deps } from "./env.ts";
import { createDraft } from "./features/drafts/service.ts";
import type { RoomCommand } from "./features/room/commands.ts";
import { hashToken } from "./features/room/domain/link.ts";
import { actorOf, readView, room } from "./features/room/service.ts";
import { randomToken } from "./kernel/crypto.ts";
import { unwrap } from "./kernel/http.ts";
import type { UserIdentity } from "./kernel/identity.ts";
import { INVITE_MS_DEFAULT } from "./kernel/limits.ts";
import { silentLog } from "./kernel/log.ts";
import { type Caller, type Send, signIn } from "./test.fixture.ts";

/** Everybody who can stand before a draft. `holder` is a writer who has the ring; `admin` is no member. */
export const ACTORS = [
  "anonymous",
  "stranger",
  "exMember",
  "viewer",
  "commenter",
  "writer",
  "holder",
  "owner",
  "admin",
] as const;
export type Actor = (typeof ACTORS)[number];

export interface Scene {
  deps: Deps;
  draftId: string;
  /** Seq of its only segment. */
  segmentSeq: number;
  /** An open suggestion by the commenter. */
  suggestionId: string;
  /** An open invite of the owner, and the token of its link. */
  inviteId: string;
  inviteToken: string;
  idOf(actor: Actor): string;
  callerOf(actor: Actor): Caller | null;
  command(actor: Actor, command: Keyless): Promise<void>;
}

type Keyless = RoomCommand extends infer C ? (C extends RoomCommand ? Omit<C, "key"> : never) : never;
const NAMED = ACTORS.filter((actor) => actor !== "anonymous");
const MEMBERS = ["holder", "writer", "commenter", "viewer", "exMember"] as const;
const ROLE = {
  holder: "writer",
  writer: "writer",
  commenter: "commenter",
  viewer: "viewer",
  exMember: "writer",
} as const;

/** Signs everybody in once; returns a maker of fresh drafts among them. The ring of each is the holder's, at epoch 2. */
export async function createCast(send: Send): Promise<() => Promise<Scene>> {
  const deps = createDeps(env, { log: silentLog });
  const callers = new Map<Actor, Caller>();
  for (const actor of NAMED) callers.set(actor, await signIn(send, actor.toLowerCase()));
  await env.DB.prepare("UPDATE users SET role = 'admin' WHERE id = ?")
    .bind(callers.get("admin")?.user.id)
    .run();
  const identityOf = (actor: Actor) => toIdentity(callers.get(actor));
  return async () => {
    const make = { title: "Letters from the lighthouse", platform: "x", text: "The lamp turns." } as const;
    const { id: draftId } = unwrap(await createDraft(deps, identityOf("owner"), make, key()));
    const stub = room(deps, draftId);
    // Straight to the object: hundreds of scenes need not wait for the index in D1.
    const command = async (actor: Actor, body: Keyless) => {
      unwrap(await stub.execute(actorOf(identityOf(actor)), { ...body, key: key() } as RoomCommand));
    };
    const invite = async (role: "writer" | "commenter" | "viewer") => {
      const token = `${draftId}.${randomToken(24)}`;
      const inviteId = key();
      const link = { tokenHash: hashToken(token), boundHash: null, lifetimeMs: INVITE_MS_DEFAULT };
      await command("owner", { t: "invite", inviteId, role, ...link });
      return { id: inviteId, token, tokenHash: link.tokenHash };
    };
    for (const actor of MEMBERS) {
      const { tokenHash } = await invite(ROLE[actor]);
      await command(actor, { t: "redeem", tokenHash });
    }
    await command("exMember", { t: "leave" });
    await command("owner", { t: "pass", to: identityOf("holder").userId, epoch: 1 });
    await command("commenter", {
      t: "comment",
      kind: "suggestion",
      segmentSeq: null,
      text: "And the sea answers.",
    });
    const open = await invite("viewer");
    const { view } = unwrap(await readView(deps, identityOf("owner"), draftId));
    return {
      deps,
      draftId,
      segmentSeq: view.segments[0]?.seq ?? 0,
      suggestionId: view.comments[0]?.id ?? "",
      inviteId: open.id,
      inviteToken: open.token,
      idOf: (actor) => callers.get(actor)?.user.id ?? "",
      callerOf: (actor) => callers.get(actor) ?? null,
      command,
    };
  };
}

const key = () => crypto.randomUUID();

function toIdentity(caller: Caller | undefined): UserIdentity {
  if (caller === undefined) throw new Error("nobody by that part was signed in");
  const { id, handle, displayName, timeZone, email, role } = caller.user;
  return {
    kind: "user",
    userId: id,
    handle,
    displayName,
    timeZone,
    email,
    role,
    sessionId: "",
    via: "bearer",
  };
}
