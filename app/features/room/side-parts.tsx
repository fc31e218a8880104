import { DraftTalk } from "./comments/draft-talk.tsx";
import { HistoryPart } from "./history/part.tsx";
import { Insight } from "./insights/insight.tsx";
import { Note } from "./note/note.tsx";
import { Tools } from "./tools/tools.tsx";

/** The lower part of the side: on the page from the first byte, alive a moment later. */
export default function SideParts() {
  return (
    <>
      <Insight />
      <DraftTalk />
      <Note />
      <HistoryPart />
      <Tools />
    </>
  );
}
