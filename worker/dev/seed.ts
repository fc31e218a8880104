import type { Deps } from "../env.ts";
import { changeUser, getOrCreateUser } from "../features/auth/service-users.ts";
import { createDraft } from "../features/drafts/service.ts";
import { createInvite, redeemInvite } from "../features/invites/service.ts";
import type { RoomCommand } from "../features/room/commands.ts";
import { draftIdFor, readView, send } from "../features/room/service.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { unwrap } from "../kernel/http.ts";
import type { UserIdentity } from "../kernel/identity.ts";
import { LETTERS, NIGHT_TRAIN, type Part, type Story } from "./story.ts";

type Cast = Record<Part, UserIdentity>;
type Keyless = RoomCommand extends infer C ? (C extends RoomCommand ? Omit<C, "key"> : never) : never;

const OTHER: Record<Part, Part> = { mara: "ilo", ilo: "mara" };

/**
 * Two people and two drafts, through the same services as everybody. Every step carries a fixed key, so a run
 * that broke off is finished by the next, and a finished one is left alone.
 */
export async function seed(deps: Deps): Promise<{ letters: string; nightTrain: string }> {
  const cast: Cast = { mara: await person(deps, "mara", "Mara"), ilo: await person(deps, "ilo", "Ilo") };
  const letters = await tell(deps, cast, LETTERS, "letters", async (run, segmentSeqs) => {
    const comment = (by: Part, text: string, segmentSeq: number | null, kind: "comment" | "suggestion") =>
      run(by, { t: "comment", kind, segmentSeq, text });
    await comment(
      "ilo",
      "I like that she never says what the ring means.",
      segmentSeqs[3] ?? null,
      "comment",
    );
    await comment("mara", "Should the gannet have a name? I have held back so far.", null, "comment");
    await comment(
      "ilo",
      "I looked out. On the rail of my own small porch sat the gannet, and around her leg, neatly, somebody had tied blue.",
      segmentSeqs[6] ?? null,
      "suggestion",
    );
    await run("mara", { t: "settings", settings: { sharing: true } });
    await run("ilo", { t: "request" });
  });
  const nightTrain = await tell(deps, cast, NIGHT_TRAIN, "night-train", async (run) => {
    await run("ilo", { t: "archive" });
  });
  return { letters, nightTrain };
}

async function person(deps: Deps, handle: Part, displayName: string): Promise<UserIdentity> {
  const email = `${handle}@example.com`;
  const made = await getOrCreateUser(deps, { email });
  if (made.displayName !== displayName && made.handle !== handle)
    await changeUser(deps, made.id, { displayName, handle }, 0);
  const { id: userId, role, timeZone, ...user } = await getOrCreateUser(deps, { email });
  return {
    kind: "user",
    userId,
    handle: user.handle,
    displayName: user.displayName,
    role,
    timeZone,
    email,
    sessionId: "",
    via: "bearer",
  };
}

type Run = (by: Part, command: Keyless) => Promise<void>;

/** Writes a story in turns, the ring going back and forth, then `finish`es it. */
async function tell(
  deps: Deps,
  cast: Cast,
  story: Story,
  name: string,
  finish: (run: Run, segmentSeqs: readonly number[]) => Promise<void>,
): Promise<string> {
  const [first, ...rest] = story.segments;
  const owner = first?.by ?? "mara";
  const startKey = `seed-${name}-start`;
  const id = draftIdFor(cast[owner], startKey);
  const known = await readView(deps, cast[owner], id);
  if (known.ok && known.value.view.seq >= story.events) return id;
  const start = { title: story.title, platform: story.platform, text: first?.text };
  unwrap(await createDraft(deps, cast[owner], start, startKey));
  await admit(deps, cast, id, owner, name);
  let step = 0;
  const run: Run = async (by, command) => {
    step += 1;
    unwrap(await send(deps, cast[by], id, { ...command, key: `seed-${name}-${step}` } as RoomCommand));
  };
  let epoch = 1;
  for (const { by, text } of rest) {
    await run(OTHER[by], { t: "pass", to: cast[by].userId, epoch });
    epoch += 1;
    await run(by, { t: "append", epoch, text });
  }
  const { view } = unwrap(await readView(deps, cast[owner], id));
  await finish(
    run,
    view.segments.map((segment) => segment.seq),
  );
  return id;
}

/** Makes the other author a member, by an invite like anyone's. */
async function admit(deps: Deps, cast: Cast, id: string, owner: Part, name: string): Promise<void> {
  const guest = cast[OTHER[owner]];
  if ((await readView(deps, guest, id)).ok) return;
  const body = { role: "writer", lifetimeMs: HOUR_MS } as const;
  const invite = unwrap(
    await createInvite(deps, cast[owner], id, body, `seed-${name}-invite`, "http://localhost"),
  );
  const token = invite.url.slice(invite.url.lastIndexOf("/") + 1);
  unwrap(await redeemInvite(deps, guest, token, `seed-${name}-join`));
}
