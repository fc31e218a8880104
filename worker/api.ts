import { authRoutes } from "./features/auth/routes.ts";
import { draftAnalyticsRoutes } from "./features/draft-analytics/routes.ts";
import { commandRoutes } from "./features/drafts/command-routes.ts";
import { draftRoutes } from "./features/drafts/routes.ts";
import { insightRoutes } from "./features/insights/routes.ts";
import { inviteRoutes } from "./features/invites/routes.ts";
import { profileRoutes } from "./features/profiles/routes.ts";
import { cardRoutes } from "./features/share-cards/routes.ts";
import type { Route } from "./kernel/route.ts";

/** Every route of the API, in one list: what is mounted, documented, and checked by the authorisation matrix. */
export const apiRoutes = [
  ...authRoutes,
  ...profileRoutes,
  ...draftRoutes,
  ...commandRoutes,
  ...inviteRoutes,
  ...draftAnalyticsRoutes,
  ...cardRoutes,
  ...insightRoutes,
] as const satisfies readonly Route[];
