/** A key or chord as people read it: `mod+k` is ⌘K. On other systems ⌘ stands for Ctrl; both work. */
export function Kbd({ keys }: { keys: string }) {
  const text = keys
    .split("+")
    .map((part) => (part === "mod" ? "⌘" : part.length === 1 ? part.toUpperCase() : part))
    .join("");
  return <kbd className="kbd">{keys.includes("mod") ? text : keys}</kbd>;
}
