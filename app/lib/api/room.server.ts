import type { AppLoadContext } from "@remix-run/cloudflare";
import { readDraftAnalytics } from "@worker/features/draft-analytics/service.ts";
import { readInsights } from "@worker/features/insights/service.ts";
import type { RoomCommand } from "@worker/features/room/commands.ts";
import {
  readEvents,
  readHistory,
  readNote,
  readProof,
  readSegments,
  readView,
  send,
  writeNote,
} from "@worker/features/room/service.ts";

/** The room's part of the server door: the draft's services, for the one who asks. */
export function roomApi({ deps, identity }: AppLoadContext, draftId: string) {
  return {
    view: (visit = false) => readView(deps, identity, draftId, { visit }),
    segments: (page: { before?: number; limit?: number }) => readSegments(deps, identity, draftId, page),
    history: (at: number) => readHistory(deps, identity, draftId, { at }),
    events: (page: { after: number; limit: number }) => readEvents(deps, identity, draftId, page),
    proof: () => readProof(deps, identity, draftId),
    note: () => readNote(deps, identity, draftId),
    writeNote: (text: string) => writeNote(deps, identity, draftId, { text }),
    numbers: () => readDraftAnalytics(deps, identity, draftId, {}),
    insights: () => readInsights(deps, identity, draftId, {}),
    send: (command: RoomCommand) => send(deps, identity, draftId, command),
  };
}
