import { useCallback, useEffect, useRef, useState } from "react";
import { loadPanel, postForm } from "~/features/room/act.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { useKeptText } from "~/features/room/hooks/use-kept-text.ts";

type Status = "loading" | "saved" | "saving" | "failed";

/** How long after the last key the note is saved, and how long after a failure it is tried again, ms. */
const SAVE_AFTER_MS = 900;
const RETRY_AFTER_MS = 8_000;

/** The note's text: kept on the device at once, on the server shortly after. An unsaved device copy wins over the server's. */
export function useNote(): { text: string; status: Status; write(text: string): void } {
  const { draftId, state } = useRoomParts();
  const [unsaved, keep] = useKeptText(`onering:note:${draftId}:${state.you.memberId}`);
  const [text, setText] = useState("");
  const [status, setStatus] = useState<Status>("loading");
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const save = useCallback(
    async (next: string) => {
      setStatus("saving");
      const form = new FormData();
      form.set("intent", "note");
      form.set("text", next);
      const answer = await postForm(draftId, form);
      setStatus(answer.ok ? "saved" : "failed");
      if (answer.ok) keep("");
      else timer.current = setTimeout(() => void save(next), RETRY_AFTER_MS);
    },
    [draftId, keep],
  );
  const write = useCallback(
    (next: string) => {
      touched.current = true;
      setText(next);
      keep(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(next), SAVE_AFTER_MS);
    },
    [keep, save],
  );
  useEffect(() => {
    void loadPanel(draftId, "note").then((note) => {
      if (note && !touched.current) setText(note.text);
      if (note) setStatus((now) => (now === "loading" ? "saved" : now));
    });
    return () => clearTimeout(timer.current);
  }, [draftId]);
  useEffect(() => {
    if (unsaved !== "" && !touched.current) write(unsaved);
  }, [unsaved, write]);
  return { text, status, write };
}
