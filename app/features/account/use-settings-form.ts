import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { announce } from "~/ui/live-region.tsx";
import type { SettingsAnswer } from "./settings-answer.ts";

/** One form of the settings page: its own pending state and answer, the posted page's answer without JavaScript. */
export function useSettingsForm(
  intent: SettingsAnswer["intent"],
  posted: SettingsAnswer | undefined,
  saidWhenDone: string,
) {
  const fetcher = useFetcher<SettingsAnswer>();
  const answer = fetcher.data ?? (posted?.intent === intent ? posted : undefined);
  useEffect(() => {
    if (fetcher.state === "idle" && fetcher.data?.done) announce(saidWhenDone);
  }, [fetcher.state, fetcher.data, saidWhenDone]);
  return { fetcher, answer, pending: fetcher.state !== "idle" };
}
