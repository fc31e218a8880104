import { Link } from "@remix-run/react";
import { lazy, Suspense, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { PLATFORM_NAMES } from "~/features/room/labels.ts";
import { countOf, listNames } from "~/lib/format.ts";
import { LineWord } from "./line-word.tsx";

const Rename = lazy(() => import("./rename.tsx"));

/** Title, and one line that says what this is, how long, with whom, and how the line is. */
export function RoomHeader() {
  const { state, rights, past } = useRoomParts();
  const { view, you } = state;
  const [renaming, setRenaming] = useState(false);
  const others = view.members.filter((member) => member.active && member.id !== you.memberId);
  return (
    <header className="room-head">
      {renaming ? (
        <Suspense fallback={<h1 className="room-title">{view.title}</h1>}>
          <Rename onClose={() => setRenaming(false)} />
        </Suspense>
      ) : (
        <h1 className="room-title">
          <bdi>{past ? past.title : view.title}</bdi>
          {rights.isOwner && !past && (
            <button type="button" className="rename-button needs-script" onClick={() => setRenaming(true)}>
              Rename
            </button>
          )}
        </h1>
      )}
      <p className="room-meta">
        <span>{PLATFORM_NAMES[view.platform]}</span>
        <span>{countOf(view.segmentCount, "segment")}</span>
        {others.length > 0 && (
          <span className="clip">
            with{" "}
            {listNames(
              others.map((one) => `@${one.handle}`),
              3,
            )}
          </span>
        )}
        {view.status !== "open" && <span className="room-status">{view.status}</span>}
        {view.ancestor && (
          <span>
            forked from <Link to={`/drafts/${view.ancestor.draftId}`}>an earlier draft</Link>
          </span>
        )}
        <LineWord />
      </p>
    </header>
  );
}
