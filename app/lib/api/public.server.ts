import type { AppLoadContext } from "@remix-run/cloudflare";
import { recordView, viewerOf } from "@worker/features/analytics/service.ts";
import { readPublicDraft } from "@worker/features/share-cards/service.ts";

/** The public pages' part of the server door: what strangers may see. */
export function publicApi({ deps, identity }: AppLoadContext) {
  return {
    draft: (draftId: string) => readPublicDraft(deps, draftId, {}),
    /** Where links that leave the app begin, without a slash at the end. */
    origin: (request: Request) => deps.config.APP_ORIGIN?.replace(/\/$/, "") ?? new URL(request.url).origin,
    /** Counts a look. A page is shown whether or not it could be counted. */
    countView: async (draftId: string, request: Request) => {
      try {
        await recordView(deps, {
          draftId,
          viewer: await viewerOf(deps, identity, request),
          now: deps.clock.now(),
        });
      } catch (error) {
        deps.log.error("view_not_counted", { name: error instanceof Error ? error.name : "unknown" });
      }
    },
  };
}
