import type { ReactNode } from "react";

interface EmptyStateProps {
  /** Where the page has no other heading. */
  title?: string;
  /** One sentence. */
  children: ReactNode;
  /** One action: a link or a button. */
  action?: ReactNode;
  drawing?: keyof typeof DRAWINGS;
}

/** Small line drawings made of rings: nothing yet, nothing found, a link that has gone, something broken. */
const DRAWINGS = {
  waiting: (
    <>
      <circle cx="70" cy="60" r="38" />
      <circle cx="118" cy="60" r="38" strokeDasharray="3 6" />
      <circle className="drawing-bead" cx="70" cy="22" r="6" />
    </>
  ),
  lost: (
    <>
      <path d="M132 60a38 38 0 1 1-11-27" />
      <path d="M30 98h28M120 98h44" />
      <circle className="drawing-bead" cx="148" cy="90" r="6" />
    </>
  ),
  apart: (
    <>
      <path d="M88 98a38 38 0 1 1 0-76" />
      <path d="M104 22a38 38 0 0 1 0 76" strokeDasharray="3 6" />
      <circle className="drawing-bead" cx="50" cy="60" r="6" />
    </>
  ),
  chain: (
    <>
      <circle cx="58" cy="60" r="26" />
      <circle cx="96" cy="60" r="26" />
      <circle cx="134" cy="60" r="26" strokeDasharray="3 6" />
      <circle className="drawing-bead" cx="134" cy="34" r="6" />
    </>
  ),
};

export function EmptyState({ title, children, action, drawing = "waiting" }: EmptyStateProps) {
  return (
    <div className="empty">
      <svg
        viewBox="0 0 192 120"
        className="empty-drawing"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      >
        {DRAWINGS[drawing]}
      </svg>
      {title !== undefined && <h1>{title}</h1>}
      <p>{children}</p>
      {action}
    </div>
  );
}
