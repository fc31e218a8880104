/** A key that does something on the current screen. */
export interface KeyBinding {
  /** One character as typed (`n`, `?`), or `mod+k` with ⌘ on a Mac and Ctrl elsewhere. */
  key: string;
  /** What it does, as the list and the palette say it: "Pass the ring". */
  does: string;
  run(): void;
  /** Findable in the palette only, never by a single key. */
  paletteOnly?: boolean;
}

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

const bindings = new Set<KeyBinding>();

/** Adds a screen's keys; the answer removes them. Of two for the same key, the later one wins. */
export function registerKeys(added: readonly KeyBinding[]): () => void {
  for (const binding of added) bindings.add(binding);
  return () => {
    for (const binding of added) bindings.delete(binding);
  };
}

/** Every binding that can be reached now; a key that was taken over is listed once, as what it does now. */
export function activeBindings(): KeyBinding[] {
  const byKey = new Map<string, KeyBinding>();
  for (const binding of bindings) {
    const name = binding.paletteOnly ? `palette:${binding.does}` : binding.key;
    byKey.delete(name);
    byKey.set(name, binding);
  }
  return [...byKey.values()];
}

/** Which binding a key press means. While somebody types, only chords with ⌘ or Ctrl count. */
export function bindingFor(press: KeyPress, typing: boolean): KeyBinding | undefined {
  if (press.isComposing || press.altKey) return undefined;
  const chord = press.ctrlKey || press.metaKey;
  if (typing && !chord) return undefined;
  // Shift is already in the character (`?`); with Caps Lock `N` still means `n`.
  const wanted = (chord ? "mod+" : "") + press.key.toLowerCase();
  return activeBindings().find((binding) => !binding.paletteOnly && binding.key === wanted);
}

/** Whether keys go into text at this place. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit|reset)$/.test(target.type)
  );
}
