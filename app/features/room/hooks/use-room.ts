import type { DraftView, You } from "@worker/features/room/contract.ts";
import { useEffect, useState, useSyncExternalStore } from "react";
import { RoomClient, type RoomPorts } from "~/features/room/live/client.ts";
import type { RoomState } from "~/features/room/live/state.ts";

/** The live room of this page: its state, and the client to give commands to. On the server: the loaded state, no line. */
export function useRoom(view: DraftView, you: You): { state: RoomState; client: RoomClient } {
  const [client] = useState(() => new RoomClient(view, you, () => Date.now()));
  const { id: draftId } = view;
  const { memberId } = you;
  // The same object on both sides of hydration: another one would draw everything twice.
  const [first] = useState(client.getState);
  const state = useSyncExternalStore(client.subscribe, client.getState, () => first);
  useEffect(() => {
    void client.start(() => loadPorts(draftId, memberId));
    const nudge = () => document.visibilityState === "visible" && client.nudge();
    const drop = () => client.drop();
    window.addEventListener("online", nudge);
    window.addEventListener("offline", drop);
    document.addEventListener("visibilitychange", nudge);
    return () => {
      window.removeEventListener("online", nudge);
      window.removeEventListener("offline", drop);
      document.removeEventListener("visibilitychange", nudge);
      client.stop();
    };
  }, [client, draftId, memberId]);
  useEffect(() => client.loaded(view, you), [client, view, you]);
  useEffect(() => {
    if (document.visibilityState === "visible") client.read();
  });
  return { state, client };
}

/** The later chunks together: an event that met a half-loaded page would make React draw that part twice. */
async function loadPorts(draftId: string, memberId: string): Promise<RoomPorts> {
  const [{ browserPorts }] = await Promise.all([
    import("~/features/room/live/transport.ts"),
    import("~/features/room/side-parts.tsx"),
    import("~/features/room/comments/segment-thread.tsx"),
  ]);
  return browserPorts(draftId, memberId);
}
