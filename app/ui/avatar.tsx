import { initialsOf } from "~/lib/format.ts";
import type { AuthorColor } from "./ring/ring-geometry.ts";

interface AvatarProps {
  name: string;
  /** Author colour in this draft; outside drafts people are ink. */
  color?: AuthorColor | number;
  size?: "small" | "medium" | "large";
  /** Beside the written name the initials say nothing new. */
  decorative?: boolean;
}

/** Initials in the author's colour. The name always stands beside it or is read aloud. */
export function Avatar({ name, color, size = "medium", decorative = false }: AvatarProps) {
  const naming = decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name };
  return (
    <span
      className={`avatar avatar-${size}`}
      data-author={color === undefined ? undefined : color % 8}
      {...naming}
    >
      {initialsOf(name)}
    </span>
  );
}
