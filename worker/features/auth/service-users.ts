import type { Deps } from "../../env.ts";
import { isoTime } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { Me } from "./contract.ts";
import { displayNameOf, generateHandle } from "./domain-handles.ts";
import { randomInt } from "./random.ts";
import {
  findUserByHandle as findByHandle,
  findUserByEmail,
  findUserById,
  insertUser,
  type UserChange,
  type UserRow,
  updateUser,
  updateUserAndHandle,
} from "./store-users.ts";

/** With 60 million handles a collision is rare; this many in a row are a bug. */
export const HANDLE_TRIES_MAX = 12;
const TIME_ZONE_DEFAULT = "UTC";

/**
 * The user of a proven address, made on first sight. Every way in ends here, so that two at once for the same
 * new address give one user.
 */
export async function getOrCreateUser(
  deps: Pick<Deps, "db" | "clock">,
  proven: { email: string; timeZone?: string | undefined },
  pick = (below: number) => randomInt(below),
): Promise<UserRow> {
  for (let i = 0; i < HANDLE_TRIES_MAX; i++) {
    const known = await findUserByEmail(deps.db, proven.email);
    if (known !== undefined) return known;
    const now = deps.clock.now();
    const handle = generateHandle(pick);
    const made = await insertUser(deps.db, {
      id: newId(now),
      handle,
      displayName: displayNameOf(handle),
      email: proven.email,
      role: "user",
      verified: true,
      timeZone: proven.timeZone ?? TIME_ZONE_DEFAULT,
      createdAt: now,
    });
    if (made !== undefined) return made;
  }
  throw new Error("no free handle was found");
}

/** A user as the user sees it. */
export function toMe(user: UserRow): Me {
  const { id, handle, displayName, email, timeZone, role, verified } = user;
  return { id, handle, displayName, email, timeZone, role, verified, createdAt: isoTime(user.createdAt) };
}

/** A user by id, for features that show people to themselves. */
export async function findUser(deps: Pick<Deps, "db">, id: string): Promise<UserRow | undefined> {
  return findUserById(deps.db, id);
}

/** A user by handle, old ones included while they redirect (`isOld`). */
export async function findUserByHandle(
  deps: Pick<Deps, "db" | "clock">,
  handle: string,
): Promise<{ user: UserRow; isOld: boolean } | undefined> {
  return findByHandle(deps.db, handle, deps.clock.now());
}

/** Changes what is given, all or nothing; false when the handle is not free. The old handle redirects for `redirectMs`. */
export async function changeUser(
  deps: Pick<Deps, "db" | "clock">,
  id: string,
  change: UserChange & { handle?: string | undefined },
  redirectMs: number,
): Promise<boolean> {
  const { handle, ...rest } = change;
  const now = deps.clock.now();
  if (handle !== undefined)
    return updateUserAndHandle(deps.db, id, { ...rest, handle }, { now, redirectUntil: now + redirectMs });
  await updateUser(deps.db, id, rest);
  return true;
}
