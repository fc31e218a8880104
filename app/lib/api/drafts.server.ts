import type { AppLoadContext } from "@remix-run/cloudflare";
import { createDraft, forkDraft, listDrafts } from "@worker/features/drafts/service.ts";

/** The drafts' part of the server door: the list, a new one, a fork. */
export function draftsApi({ deps, identity }: AppLoadContext) {
  type Input<F extends (...args: never[]) => unknown> = Parameters<F>[2];
  return {
    list: (input: Input<typeof listDrafts>) => listDrafts(deps, identity, input),
    create: (input: Input<typeof createDraft>, key: string) => createDraft(deps, identity, input, key),
    fork: (draftId: string, input: Parameters<typeof forkDraft>[3], key: string) =>
      forkDraft(deps, identity, draftId, input, key),
  };
}
