import { useNavigate } from "@remix-run/react";
import { type FormEvent, useCallback, useRef, useState } from "react";
import { type ActAnswer, postForm } from "~/features/room/act.ts";
import { freshKey } from "~/features/room/fresh-key.ts";
import { errorWords } from "~/features/room/words.ts";

export interface Act {
  pending: boolean;
  /** The last answer that was yes. */
  done: (ActAnswer & { ok: true }) | null;
  /** What went wrong, in words, or null. */
  trouble: string | null;
  submit(event: FormEvent<HTMLFormElement>): void;
  run(form: FormData): Promise<ActAnswer>;
}

/** One form of the room with JavaScript: pending, done and failed, without leaving the page. */
export function useAct(draftId: string, onDone?: (answer: ActAnswer & { ok: true }) => void): Act {
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<ActAnswer | null>(null);
  const navigate = useNavigate();
  const keyFor = useRetryKey();
  const run = useCallback(
    async (form: FormData) => {
      const key = keyFor(form);
      form.set("key", key.value);
      setPending(true);
      setAnswer(null);
      const result = await postForm(draftId, form);
      key.answered(result.ok || result.code !== "network");
      setPending(false);
      setAnswer(result);
      if (result.ok) onDone?.(result);
      if (result.ok && result.goTo) navigate(result.goTo);
      return result;
    },
    [draftId, navigate, onDone, keyFor],
  );
  return {
    pending,
    done: answer?.ok ? answer : null,
    trouble: answer && !answer.ok ? errorWords(answer.code, answer.detail) : null,
    submit: (event) => {
      event.preventDefault();
      const { submitter } = event.nativeEvent as SubmitEvent;
      if (!pending) void run(new FormData(event.currentTarget, submitter));
    },
    run,
  };
}

/** A fresh key per form, and the same one again when the same form met silence: then it may have been heard. */
function useRetryKey() {
  const unheard = useRef<{ body: string; key: string } | null>(null);
  return useCallback((form: FormData) => {
    const body = JSON.stringify([...form].map(([name, value]) => [name, String(value)]));
    const value = unheard.current?.body === body ? unheard.current.key : freshKey();
    return {
      value,
      answered: (heard: boolean) => {
        unheard.current = heard ? null : { body, key: value };
      },
    };
  }, []);
}
