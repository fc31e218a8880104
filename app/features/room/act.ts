import type * as z from "zod/mini";
import type { ActAnswer, Panels } from "./panels.ts";

export type { ActAnswer } from "./panels.ts";

export const doorPath = (draftId: string, panel: string) => `/drafts/${draftId}/panel/${panel}`;

const ACT_MS_MAX = 15_000;

/** Posts a form of the room and reads the answer. Never throws: a silent network is an answer, too. */
export async function postForm(draftId: string, form: FormData): Promise<ActAnswer> {
  const intent = String(form.get("intent") ?? "");
  try {
    const response = await fetch(doorPath(draftId, "form"), {
      method: "POST",
      body: new URLSearchParams([...form].map(([name, value]) => [name, String(value)])),
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(ACT_MS_MAX),
    });
    const { actAnswer } = await import("./panels.ts");
    const parsed = actAnswer.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    const code =
      response.status === 401 ? "unauthenticated" : response.status === 429 ? "rate_limited" : "overloaded";
    return { ok: false, intent, code, detail: "" };
  } catch {
    return { ok: false, intent, code: "network", detail: "" };
  }
}

export type Loaded<T> = { state: "loading" } | { state: "failed" } | { state: "ready"; value: T };

const PANEL_MS_MAX = 15_000;

export type PanelName = keyof Panels;
export type PanelData<N extends PanelName> = z.infer<Panels[N]>;

/** Reads one panel's data, parsed by its schema. Null when it could not be had. */
export async function loadPanel<N extends PanelName>(
  draftId: string,
  panel: N,
  query: Record<string, string | number> = {},
): Promise<PanelData<N> | null> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  try {
    const [{ panels }, response] = await Promise.all([
      import("./panels.ts"),
      fetch(`${doorPath(draftId, panel)}?${search}`, {
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(PANEL_MS_MAX),
      }),
    ]);
    if (!response.ok) return null;
    const parsed = panels[panel].safeParse(await response.json());
    return parsed.success ? (parsed.data as PanelData<N>) : null;
  } catch {
    return null;
  }
}
