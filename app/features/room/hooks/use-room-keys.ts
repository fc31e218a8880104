import type { Room } from "~/features/room/context.ts";
import type { RoomTab } from "~/features/room/tab-bar.tsx";
import type { KeyBinding } from "~/ui/keys/registry.ts";
import { useKeys } from "~/ui/keys/use-keys.ts";

/** The room's keys: only those that would do something now. */
export function useRoomKeys({ rights, pass, give }: Room, setTab: (tab: RoomTab) => void): void {
  const keys: KeyBinding[] = [];
  if (rights.write && !pass.pending) {
    keys.push({
      key: "a",
      does: "Write the next part",
      run: () => focusSoon("#composer-text", () => setTab("piece")),
    });
    keys.push({
      key: "p",
      does: "Pass the ring on",
      run: () => focusSoon("[data-pass-first]", () => setTab("piece")),
    });
  }
  if (rights.ask) keys.push({ key: "r", does: "Ask for the ring", run: () => give({ t: "request" }) });
  if (rights.asked)
    keys.push({ key: "r", does: "Take your request back", run: () => give({ t: "withdraw" }) });
  for (const [id, does] of TOOL_KEYS)
    keys.push({
      key: "",
      does,
      paletteOnly: true,
      run: () => document.getElementById(`tool-${id}`)?.click(),
    });
  useKeys(keys);
}

const TOOL_KEYS = [
  ["members", "Members of this draft"],
  ["invite", "Invite someone to this draft"],
  ["share", "Share this draft"],
  ["export", "Export this draft"],
  ["proof", "Proof of authorship"],
  ["settings", "Rules of this draft"],
] as const;

/** The element may be on the other tab of a phone: show that first. */
function focusSoon(selector: string, show: () => void): void {
  show();
  requestAnimationFrame(() => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)];
    found.find((one) => one.offsetParent !== null)?.focus();
  });
}
