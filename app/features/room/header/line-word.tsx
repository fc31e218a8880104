import { useEffect, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { unsent } from "~/features/room/live/room-state.ts";

/** Short breaks of the line are nobody's business: the word changes only when one lasts, ms. */
const CALM_MS = 700;

/** The state of the line in one small word. */
export function LineWord() {
  const { state } = useRoomParts();
  const kept = unsent(state.kept).length;
  const [link, setLink] = useState(state.link);
  useEffect(() => {
    const timer = setTimeout(() => setLink(state.link), state.link === "live" ? 0 : CALM_MS);
    return () => clearTimeout(timer);
  }, [state.link]);
  const words =
    link === "live"
      ? "live"
      : link === "catching_up"
        ? "catching up"
        : kept > 0
          ? `offline, ${kept} kept`
          : "offline";
  return (
    <span className="line-word needs-script" data-link={link}>
      <span className="line-dot" aria-hidden="true" />
      {words}
    </span>
  );
}
