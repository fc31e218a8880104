import { nowQuery } from "../../kernel/now.ts";
import { route } from "../../kernel/route.ts";
import { analyticsParams, draftAnalytics } from "./contract.ts";
import { readDraftAnalytics, shareDraft } from "./service.ts";

const tag = "Analytics";

export const draftAnalyticsRoutes = [
  route(
    {
      id: "getDraftAnalytics",
      method: "get",
      path: "/v1/drafts/:id/analytics",
      tag,
      summary: "Views, shares, segments, contributors, passes and time held, for members",
      access: "user",
      params: analyticsParams,
      query: nowQuery,
      answer: { status: 200, schema: draftAnalytics, description: "The numbers" },
    },
    async ({ deps, identity, params, query }) => readDraftAnalytics(deps, identity, params.id, query),
  ),
  route(
    {
      id: "shareDraft",
      method: "post",
      path: "/v1/drafts/:id/shares",
      tag,
      summary: "Say that you copied the public link",
      access: "public",
      params: analyticsParams,
      answer: { status: 204, description: "Counted, once per key" },
    },
    async ({ deps, identity, params, key, c }) =>
      shareDraft(deps, identity, c.req.raw, { draftId: params.id, key }),
  ),
] as const;
