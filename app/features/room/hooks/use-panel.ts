import { useCallback, useEffect, useState } from "react";
import { type Loaded, loadPanel, type PanelData, type PanelName } from "~/features/room/act.ts";

/** Data of one side panel, loaded when it opens and again when `version` changes. Older answers stay on screen meanwhile. */
export function usePanel<N extends PanelName>(
  draftId: string,
  panel: N,
  version: string | number = 0,
): { data: Loaded<PanelData<N>>; again(): void } {
  const [data, setData] = useState<Loaded<PanelData<N>>>({ state: "loading" });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `tries` are reasons to load again
  useEffect(() => {
    let current = true;
    void loadPanel(draftId, panel).then((value) => {
      if (!current) return;
      if (value !== null) setData({ state: "ready", value });
      else setData((before) => (before.state === "ready" ? before : { state: "failed" }));
    });
    return () => {
      current = false;
    };
  }, [draftId, panel, version, tries]);
  const again = useCallback(() => {
    setData({ state: "loading" });
    setTries((count) => count + 1);
  }, []);
  return { data, again };
}
