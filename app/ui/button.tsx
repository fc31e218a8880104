import type { ButtonHTMLAttributes, ReactNode } from "react";
import { RingGlyph } from "./ring/ring-glyph.tsx";

export type ButtonKind = "primary" | "quiet" | "danger" | "plain";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One `primary` a screen: gold. `plain` has no edge, for rows of small actions. */
  kind?: ButtonKind;
  /** Waits for an answer: keeps its width and place, shows the ring going round, refuses a second press. */
  pending?: boolean;
  children: ReactNode;
}

/** Class for a link that looks like a button. */
export function buttonClass(kind: ButtonKind = "quiet"): string {
  return `button button-${kind}`;
}

export function Button({ kind = "quiet", pending = false, type = "button", children, ...rest }: ButtonProps) {
  const { className = "", disabled, onClick, ...attributes } = rest;
  return (
    <button
      {...attributes}
      type={type}
      className={`${buttonClass(kind)} ${className}`}
      disabled={disabled}
      // Not `disabled` while pending: that would throw the focus away.
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      <span className="button-label">{children}</span>
      {pending && <RingGlyph turning className="button-mark" />}
    </button>
  );
}
