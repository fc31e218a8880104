import * as z from "zod";
import { nowQuery } from "../../kernel/now.ts";
import { route } from "../../kernel/route.ts";
import { id } from "../room/contract.ts";
import { insights } from "./contract.ts";
import { readInsights } from "./service.ts";

export const insightRoutes = [
  route(
    {
      id: "getInsights",
      method: "get",
      path: "/v1/drafts/:id/insights",
      tag: "Drafts",
      summary: "How the draft is doing and what may help, for members",
      access: "user",
      params: z.object({ id }),
      query: nowQuery,
      answer: { status: 200, schema: insights, description: "State, alerts and recommendations" },
    },
    ({ deps, identity, params, query }) => readInsights(deps, identity, params.id, query),
  ),
] as const;
