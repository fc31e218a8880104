import { useRoomParts } from "~/features/room/context.ts";
import { errorWords } from "~/features/room/words.ts";
import { Button } from "~/ui/button.tsx";

/** Comments on their way, and those that were refused: their text is never lost. */
export function PendingComments({ segmentSeq }: { segmentSeq: number | null }) {
  const { state, client } = useRoomParts();
  const waiting = state.kept.flatMap(({ command, seq }) =>
    command.t === "comment" && command.segmentSeq === segmentSeq && seq === null ? [command] : [],
  );
  const refused = state.refusals.flatMap(({ command, code, detail }) =>
    command.t === "comment" && command.segmentSeq === segmentSeq
      ? [{ ...command, words: errorWords(code, detail) }]
      : [],
  );
  return (
    <>
      {waiting.map((command) => (
        <p key={command.key} className="comment-text comment-pending">
          {command.text}
        </p>
      ))}
      {refused.map((command) => (
        <div key={command.key} className="comment-refused" role="alert">
          <p className="trouble">{command.words}</p>
          <p className="comment-text">{command.text}</p>
          <Button kind="plain" onClick={() => client.dismiss(command.key)}>
            Put aside
          </Button>
        </div>
      ))}
    </>
  );
}
