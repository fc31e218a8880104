import { PONG_TEXT, type ServerMessage, serverMessage } from "@worker/features/room/protocol.ts";
import { RoomClient, type RoomPorts } from "./client.ts";
import { localKeptStore } from "./kept-store.ts";
import { openSocketLine } from "./line.ts";
import type { RoomState } from "./room-state.ts";

/** The live client with the browser's parts. A chunk of its own: the page is readable before it arrives. */
export function liveClient(first: RoomState): RoomClient {
  return new RoomClient(first, browserPorts(first.view.id, first.you.memberId), () => Date.now());
}

function browserPorts(draftId: string, memberId: string): RoomPorts {
  return {
    openLine: openSocketLine(liveAddress(draftId)),
    kept: localKeptStore(localStorage, draftId, memberId, () => Date.now()),
    parse: parseMessage,
    probe: () => probeRoom(draftId),
  };
}

function liveAddress(draftId: string): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/v1/drafts/${draftId}/live`;
}

/** What does not parse is not acted upon; a gap that it leaves heals by `hello`. */
function parseMessage(text: string): ServerMessage | null {
  if (text === PONG_TEXT) return null;
  try {
    const result = serverMessage.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** A browser does not say why a socket was refused; the draft's own address does. */
async function probeRoom(draftId: string): Promise<string | null> {
  try {
    const { status } = await fetch(`/v1/drafts/${draftId}`, { headers: { accept: "application/json" } });
    return status === 401 ? "session_ended" : status === 403 || status === 404 ? "membership_lost" : null;
  } catch {
    return null;
  }
}
