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
 * owner for 30 days, and cannot be taken by anyone else in that time.
 */
export async function updateMe(deps: Deps, identity: Identity, change: UpdateMe): Promise<Result<Me>> {
  const user = requireUser(identity);
  if (!user.ok) return user;
  const allowed = await takeHandleLimit(deps, user.value, change.handle);
  if (!allowed.ok) return allowed;
  const changed = await changeUser(deps, user.value.userId, change, HANDLE_REDIRECT_MS);
  if (!changed)
    return fail("handle_taken", "Somebody has that handle, or had it until lately.", {
      suggestedFix: "Choose another one.",
    });
  return getMe(deps, identity);
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
