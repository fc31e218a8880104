import type { Deps } from "../../env.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity, UserIdentity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { tidyText } from "../../kernel/text.ts";
import type { Ack, Actor, CreateInput, LinkCommand, RoomCommand } from "./commands.ts";
import type { DraftFacts, Segment } from "./contract.ts";
import type { ProofEntry } from "./domain/proof.ts";
import type { InvitePeek } from "./lookup.ts";
import { WINDOW_SEGMENTS } from "./protocol.ts";
import type { ReaderInput, ReaderOutput, Readers } from "./reading.ts";
import type { EndedSignIn } from "./sessions.ts";

/** The draft object as the Worker calls it. */
interface RoomStub {
  create(input: CreateInput, creator: Actor, key: string, asked: string): Promise<Result<Ack>>;
  replay(actorId: string, key: string, hash: string): Promise<Result<Ack> | null>;
  makeLink(actor: Actor, command: LinkCommand): Promise<Result<{ token: string }>>;
  execute(actor: Actor, command: RoomCommand): Promise<Result<Ack>>;
  read<K extends keyof Readers>(
    reader: K,
    memberId: string,
    input: ReaderInput<K>,
  ): Promise<Result<ReaderOutput<K>>>;
  peekInvite(tokenHash: string): Promise<InvitePeek | null>;
  facts(now: number): Promise<DraftFacts | null>;
  flush(): Promise<void>;
  endSignIn(memberId: string, ended: EndedSignIn): Promise<void>;
  fetch(request: Request): Promise<Response>;
}

/** Segments read from the object in one call, when all of them are wanted. */
const SEGMENTS_PER_READ = 500;
/** Segments of one draft, in reads: bounds the loop below. */
const READS_MAX = 100;

/** The object of a draft. Its id is its name, so no table is asked. */
export function room(deps: Pick<Deps, "drafts">, draftId: string): RoomStub {
  return deps.drafts.get(deps.drafts.idFromName(draftId)) as unknown as RoomStub;
}

/** A signed-in person as the draft knows them. */
export function actorOf(user: UserIdentity): Actor {
  return { id: user.userId, handle: user.handle, name: user.displayName };
}

/** The id of the draft that this person makes with this key: a retry meets the draft of the first try. */
export function draftIdFor(user: UserIdentity, key: string): string {
  return derivedId("draft", user.userId, key);
}

/** Commands whose effect shows in lists or lets somebody in: D1 has them before the answer. */
const SHOWN_IN_LISTS: ReadonlySet<RoomCommand["t"]> = new Set([
  "rename",
  "archive",
  "restore",
  "publish",
  "leave",
  "remove_member",
  "redeem",
  "change_role",
  "settings",
]);

/** Sends a command to the draft, which decides whether this person may. `bindings`: what they are known by, as hashes. */
export async function send(
  deps: Deps,
  identity: Identity,
  draftId: string,
  command: RoomCommand,
  bindings: string[] = [],
): Promise<Result<Ack>> {
  return await asUser(identity, async (user) => {
    const stub = room(deps, draftId);
    const result = await stub.execute({ ...actorOf(user), bindings }, command);
    if (result.ok && SHOWN_IN_LISTS.has(command.t)) await stub.flush();
    return result;
  });
}

/** A read of `reading.ts`, for the person who asks. */
export async function read<K extends keyof Readers>(
  deps: Deps,
  identity: Identity,
  draftId: string,
  reader: K,
  input: ReaderInput<K>,
): Promise<Result<ReaderOutput<K>>> {
  return await asUser(identity, (user) => room(deps, draftId).read(reader, user.userId, input));
}

/** The draft as its member sees it, and what they had seen before. With `visit` this reading counts as a visit. */
export async function readView(
  deps: Deps,
  identity: Identity,
  draftId: string,
  options: { visit?: boolean } = {},
) {
  return await read(deps, identity, draftId, "view", { visit: options.visit ?? false });
}

/** Older segments: at most `limit` before the seq `before`, oldest first. */
export async function readSegments(
  deps: Deps,
  identity: Identity,
  draftId: string,
  page: { before?: number | undefined; limit?: number | undefined },
) {
  const before = page.before ?? Number.MAX_SAFE_INTEGER;
  return await read(deps, identity, draftId, "segments", { before, limit: page.limit ?? WINDOW_SEGMENTS });
}

/** The draft as it was after the event `at`. */
export async function readHistory(deps: Deps, identity: Identity, draftId: string, query: { at: number }) {
  return await read(deps, identity, draftId, "history", query);
}

/** Events after a seq, oldest first. */
export async function readEvents(
  deps: Deps,
  identity: Identity,
  draftId: string,
  page: { after: number; limit: number },
) {
  return await read(deps, identity, draftId, "events", page);
}

/** Every segment up to the seq `until`, oldest first, read from the object in bounded pages. */
export async function readAllSegments(
  deps: Deps,
  identity: Identity,
  draftId: string,
  until = Number.MAX_SAFE_INTEGER - 1,
): Promise<Result<Segment[]>> {
  const pages: Segment[][] = [];
  let before = until + 1;
  for (let reads = 0; reads < READS_MAX; reads++) {
    const page = await readSegments(deps, identity, draftId, { before, limit: SEGMENTS_PER_READ });
    if (!page.ok) return page;
    pages.unshift(page.value.segments);
    if (!page.value.hasOlder) break;
    before = page.value.segments[0]?.seq ?? 0;
  }
  return ok(pages.flat());
}

/** The proof chain: what was sealed, without the texts. */
export async function readProof(
  deps: Deps,
  identity: Identity,
  draftId: string,
): Promise<Result<{ draftId: string; segments: ProofEntry[] }>> {
  const all = await readAllSegments(deps, identity, draftId);
  if (!all.ok) return all;
  return ok({ draftId, segments: all.value.map(({ text: _text, appendedBy: _by, ...entry }) => entry) });
}

/** A member's private note on a draft. */
export async function readNote(deps: Deps, identity: Identity, draftId: string) {
  return await read(deps, identity, draftId, "note", null);
}

/** Keeps a member's private note; the last save wins. */
export async function writeNote(deps: Deps, identity: Identity, draftId: string, input: { text: string }) {
  return await read(deps, identity, draftId, "writeNote", { text: tidyText(input.text) });
}

/** The facts of a draft at `now`, or null where there is none. Internal: whoever calls decides who may see what. */
export async function draftFacts(deps: Deps, draftId: string, now: number): Promise<DraftFacts | null> {
  return await room(deps, draftId).facts(now);
}

/** Opens the live session: the upgrade goes to the draft's object, with the actor named by us and nobody else. */
export async function connect(
  deps: Deps,
  identity: Identity,
  request: Request,
  draftId: string,
): Promise<Result<Response>> {
  return await asUser(identity, async (user) => {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket")
      return fail("upgrade_required", "Open this address as a WebSocket.");
    const headers = new Headers({
      upgrade: "websocket",
      "x-onering-actor": encodeURIComponent(JSON.stringify(actorOf(user))),
      "x-onering-sign-in": user.sessionId,
    });
    const response = await room(deps, draftId).fetch(new Request("https://draft/live", { headers }));
    return response.status === 101
      ? ok(response)
      : fail("draft_not_found", "This draft is not yours to see, or does not exist.");
  });
}

async function asUser<T>(
  identity: Identity,
  run: (user: UserIdentity) => Promise<Result<T>>,
): Promise<Result<T>> {
  const user = requireUser(identity);
  return user.ok ? await run(user.value) : user;
}
