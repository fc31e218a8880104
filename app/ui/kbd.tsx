import { useRouteLoaderData } from "@remix-run/react";

/** A key or chord as people read it on their machine: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  const root = useRouteLoaderData("root") as { apple: boolean } | undefined;
  const [mod, key = ""] = keys.split("+");
  if (mod !== "mod") return <kbd className="kbd">{keys}</kbd>;
  return <kbd className="kbd">{`${root?.apple ? "⌘" : "Ctrl "}${key.toUpperCase()}`}</kbd>;
}
