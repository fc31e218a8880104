import { SEGMENT_CHARS_MAX } from "@worker/kernel/limits.ts";
import { characters, tidyText } from "@worker/kernel/text.ts";
import { useEffect } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { useKeptText } from "~/features/room/hooks/use-kept-text.ts";

/** The text being written in this draft by this member; it outlives the ring, a reload and a refusal. */
export function useWriting() {
  const { draftId, state, returned } = useRoomParts();
  return useKeptText(
    `onering:writing:${draftId}:${state.you.memberId}`,
    returned?.intent === "append" ? returned.text : "",
  );
}

/** The holder's composer: what is typed, whether it may go, and sending it. */
export function useComposer() {
  const { state, client, give } = useRoomParts();
  const [text, setText] = useWriting();
  const length = characters(tidyText(text));
  const ready = length > 0 && length <= SEGMENT_CHARS_MAX;
  const refusal = state.refusals.find((one) => one.command.t === "append") ?? null;
  const refusedText = refusal?.command.t === "append" ? refusal.command.text : null;
  // A refused text goes back where it was typed, unless something new stands there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per refusal
  useEffect(() => {
    if (refusedText !== null && text === "") setText(refusedText);
  }, [refusal?.key]);
  useEffect(() => () => client.typing(false), [client]);
  return {
    text,
    length,
    refusal,
    type(next: string) {
      setText(next);
      client.typing(next.trim() !== "");
    },
    send() {
      if (!ready) return;
      if (refusal) client.dismiss(refusal.key);
      give({ t: "append", epoch: state.view.ring.epoch, text });
      setText("");
      client.typing(false);
    },
  };
}
