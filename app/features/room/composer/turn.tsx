import { useRoomParts } from "~/features/room/context.ts";
import { PassForm } from "../ring/pass-form.tsx";
import { Closed } from "./closed.tsx";
import { Composer } from "./composer.tsx";
import { Waiting } from "./waiting.tsx";

/** Below the piece: the composer for whoever holds the ring, and calm words for everyone else. */
export function Turn() {
  const { state, rights, pass, past } = useRoomParts();
  if (past) return null;
  if (state.view.status !== "open") return <Closed />;
  if (!rights.write || pass.pending) return <Waiting />;
  return (
    <>
      <Composer />
      <div className="turn-pass">
        <PassForm />
      </div>
    </>
  );
}
