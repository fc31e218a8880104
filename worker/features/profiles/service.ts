import { once } from "../../db/idempotency.ts";
import type { Deps } from "../../env.ts";
import { DAY_MS, isoTime } from "../../kernel/clock.ts";
import { requireUser } from "../../kernel/http.ts";
import type { Identity, UserIdentity } from "../../kernel/identity.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Me } from "../auth/contract.ts";
import { takeLimit } from "../auth/service-limits.ts";
import { changeUser, findUser, findUserByHandle, toMe } from "../auth/service-users.ts";
import {
  HANDLE_CHANGES_PER_DAY_MAX,
  HANDLE_REDIRECT_MS,
  type PublicProfile,
  type UpdateMe,
} from "./contract.ts";

/** The signed-in user, as the user sees it. */
export async function getMe(deps: Deps, identity: Identity): Promise<Result<Me>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const row = await findUser(deps, user.value.userId);
  return row === undefined ? fail("not_found", "This account is gone.") : ok(toMe(row));
}

/**
 * Changes display name, handle or time zone: all that was asked for, or nothing. A handle given up leads to its
 * owner for 30 days, and cannot be taken by anyone else in that time. Done once per key; a repeated key does not
 * undo what was changed since.
 */
export async function updateMe(
  deps: Deps,
  identity: Identity,
  change: UpdateMe,
  key: string,
): Promise<Result<Me>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const call = { actor: user.value.userId, route: "updateMe", key, input: change };
  const done = await once(deps, call, () => applyChange(deps, user.value, change));
  return done.ok ? getMe(deps, identity) : done;
}

async function applyChange(deps: Deps, user: UserIdentity, change: UpdateMe): Promise<Result<null>> {
  const allowed = await takeHandleLimit(deps, user, change.handle);
  if (!allowed.ok) return allowed;
  if (await changeUser(deps, user.userId, change, HANDLE_REDIRECT_MS)) return ok(null);
  return fail("handle_taken", "Somebody has that handle, or had it until lately.", {
    suggestedFix: "Choose another one.",
  });
}

async function takeHandleLimit(
  deps: Deps,
  user: UserIdentity,
  handle: string | undefined,
): Promise<Result<null>> {
  if (handle === undefined || handle === user.handle) return ok(null);
  return takeLimit(deps, "handle-change", user.userId, [[DAY_MS, HANDLE_CHANGES_PER_DAY_MAX]]);
}

/** The public side of whoever has this handle, or gave it up less than 30 days ago; then `movedTo` is the handle of now. */
export async function findByHandle(
  deps: Deps,
  handle: string,
): Promise<Result<{ profile: PublicProfile; movedTo: string | null }>> {
  const found = await findUserByHandle(deps, handle.toLowerCase());
  if (found === undefined) return fail("not_found", "Nobody has this handle.");
  const { handle: current, displayName, verified, createdAt } = found.user;
  const profile = { handle: current, displayName, verified, createdAt: isoTime(createdAt) };
  return ok({ profile, movedTo: found.isOld ? current : null });
}
