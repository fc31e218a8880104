import { ok } from "../../kernel/result.ts";
import { route } from "../../kernel/route.ts";
import { meSchema } from "../auth/contract.ts";
import { handleParams, publicProfileSchema, updateMeSchema } from "./contract.ts";
import { findByHandle, getMe, updateMe } from "./service.ts";

const tag = "Profile";

export const profileRoutes = [
  route(
    {
      id: "getMe",
      method: "get",
      path: "/v1/me",
      tag,
      summary: "Your own account",
      access: "user",
      answer: { status: 200, schema: meSchema, description: "You" },
    },
    async ({ deps, identity }) => getMe(deps, identity),
  ),
  route(
    {
      id: "updateMe",
      method: "patch",
      path: "/v1/me",
      tag,
      summary: "Change your display name, handle or time zone",
      access: "user",
      body: updateMeSchema,
      answer: { status: 200, schema: meSchema, description: "You, after the change" },
    },
    async ({ deps, identity, body, key }) => updateMe(deps, identity, body, key),
  ),
  route(
    {
      id: "getProfile",
      method: "get",
      path: "/v1/profiles/:handle",
      tag,
      summary: "The public side of a person; a handle given up less than 30 days ago redirects",
      access: "public",
      params: handleParams,
      answer: { status: 200, schema: publicProfileSchema, description: "What anyone may see" },
    },
    async ({ deps, params, c }) => {
      const found = await findByHandle(deps, params.handle);
      if (!found.ok) return found;
      const { profile, movedTo } = found.value;
      if (movedTo === null) return ok(profile);
      // Not for ever: after 30 days the old handle may be somebody else's.
      c.header("cache-control", "no-store");
      return c.redirect(`/v1/profiles/${movedTo}`, 307);
    },
  ),
] as const;
