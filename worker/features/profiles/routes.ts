import { route } from "../../kernel/route.ts";
import { meSchema } from "../auth/contract.ts";
import { updateMeSchema } from "./contract.ts";
import { getMe, updateMe } from "./service.ts";

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
    async ({ deps, identity, body }) => updateMe(deps, identity, body),
  ),
] as const;
