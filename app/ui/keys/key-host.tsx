import { useNavigate } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { bindingFor, isTyping } from "./registry.ts";
import { useKeys } from "./use-keys.ts";

const Palette = lazy(() => import("./palette.tsx"));

/** Opens the palette from anywhere, as the ⌘K button does. */
export const OPEN_PALETTE = "onering:palette";

type Shown = "everything" | "keys" | null;

/** Listens for keys, once for the whole app. The palette itself is fetched when it is first wanted. */
export function KeyHost({ signedIn }: { signedIn: boolean }) {
  const [shown, setShown] = useState<Shown>(null);
  const navigate = useNavigate();
  useKeys([
    { key: "mod+k", does: "Find anything", run: () => setShown("everything") },
    { key: "?", does: "Show every key", run: () => setShown("keys") },
    { key: "n", does: "Start a new draft", run: () => navigate("/drafts/new") },
    { key: "/", does: "Search your drafts", run: () => focusSearch(() => navigate("/drafts?focus=search")) },
    { key: "", does: "Go to your drafts", run: () => navigate("/drafts"), paletteOnly: true },
    ...(signedIn
      ? [{ key: "", does: "Open settings", run: () => navigate("/settings"), paletteOnly: true }]
      : [{ key: "", does: "Sign in", run: () => navigate("/sign-in"), paletteOnly: true }]),
  ]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      // An open dialog owns the keyboard.
      if (document.querySelector("dialog[open]")) return;
      // Out of the text: from there the single keys work again.
      if (event.key === "Escape" && !event.isComposing && isTyping(event.target)) {
        (event.target as HTMLElement).blur();
        return;
      }
      const binding = bindingFor(event, isTyping(event.target));
      if (!binding) return;
      event.preventDefault();
      binding.run();
    };
    const onOpen = () => setShown("everything");
    addEventListener("keydown", onKey);
    addEventListener(OPEN_PALETTE, onOpen);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener(OPEN_PALETTE, onOpen);
    };
  }, []);
  if (shown === null) return null;
  return (
    <Suspense fallback={null}>
      <Palette mode={shown} onClose={() => setShown(null)} />
    </Suspense>
  );
}

function focusSearch(otherwise: () => void): void {
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (field) field.focus();
  else otherwise();
}
