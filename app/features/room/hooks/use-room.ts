import type { DraftView, You } from "@worker/features/room/contract.ts";
import { startTransition, useEffect, useState } from "react";
import { type LoadClient, RoomHandle } from "~/features/room/live/handle.ts";
import type { RoomState } from "~/features/room/live/room-state.ts";

/** The live room of this page: its state, and the client to give commands to. On the server: the loaded state, no line. */
export function useRoom(view: DraftView, you: You): { state: RoomState; client: RoomHandle } {
  const [client] = useState(() => new RoomHandle(view, you, () => Date.now()));
  const [state, setState] = useState(client.getState);
  // A transition: an urgent update that meets a part not hydrated yet makes React throw that part's markup away.
  useEffect(() => {
    const update = () => startTransition(() => setState(client.getState()));
    update();
    return client.subscribe(update);
  }, [client]);
  useEffect(() => {
    void client.start(loadClient);
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
  }, [client]);
  useEffect(() => client.loaded(view, you), [client, view, you]);
  useEffect(() => {
    if (document.visibilityState === "visible") client.read();
  });
  return { state, client };
}

/** The later chunks together: an event that met a half-loaded page would make React draw that part twice. */
const loadClient: LoadClient = async () => {
  const [{ liveClient }] = await Promise.all([
    import("~/features/room/live/transport.ts"),
    import("~/features/room/side-parts.tsx"),
    import("~/features/room/comments/segment-thread.tsx"),
  ]);
  return liveClient;
};
