import type { ReactNode } from "react";

const PATHS = {
  search: (
    <>
      <circle cx="9" cy="9" r="5.25" />
      <path d="m13 13 4 4" />
    </>
  ),
  theme: (
    <>
      <circle cx="10" cy="10" r="6.75" />
      <path d="M10 3.25a6.75 6.75 0 0 1 0 13.5z" fill="currentColor" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  warning: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v5M10 13.6v.4" />
    </>
  ),
  plus: <path d="M10 4v12M4 10h12" />,
  more: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />,
  play: <path d="M6.5 4.5v11l9-5.5z" fill="currentColor" />,
  pause: <path d="M7 5v10M13 5v10" strokeWidth="2.4" />,
  pass: <path d="M4 13.5a7 7 0 0 1 11.5-4.5M16 4.5V9h-4.5" />,
  ask: <path d="M10 16V5M5.5 9.5 10 5l4.5 4.5" />,
  copy: (
    <>
      <rect x="7.25" y="7.25" width="9" height="9" rx="1.5" />
      <path d="M12.75 4.25v-.5h-9v9h.5" />
    </>
  ),
  share: <path d="M10 12V3.5M6.75 6.5 10 3.25 13.25 6.5M5 10v6.25h10V10" />,
  download: <path d="M10 3.5V12M6.5 9 10 12.5 13.5 9M4.5 16.25h11" />,
  seal: (
    <>
      <circle cx="10" cy="8" r="4.75" />
      <path d="m7 12-1 5 4-2 4 2-1-5M8.25 8l1.25 1.25L12 6.75" />
    </>
  ),
  comment: <path d="M3.75 4.75h12.5v8.5H9.5l-3.75 3v-3h-2z" />,
  history: <path d="M4.25 6.5A7 7 0 1 1 3 10.25M4 3v4h4M10 6.25V10l2.75 1.75" />,
  fork: (
    <>
      <circle cx="6" cy="4.75" r="1.75" />
      <circle cx="14" cy="7.75" r="1.75" />
      <path d="M6 6.5v10M14 9.5c0 3-8 1.5-8 4.5" />
    </>
  ),
  people: (
    <>
      <circle cx="7.5" cy="7" r="2.75" />
      <path d="M2.75 16c.5-3 2.25-4.5 4.75-4.5s4.25 1.5 4.75 4.5M12.5 4.5a2.75 2.75 0 0 1 0 5M14 11.75c1.75.5 2.9 1.9 3.25 4.25" />
    </>
  ),
  arrow: <path d="M4 10h12M11 5l5 5-5 5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

interface IconProps {
  name: IconName;
  /** Read aloud; without it the icon is decoration beside words. */
  label?: string;
  className?: string;
}

/** Own line icons, 20 units square, drawn with the pen of the ring. */
export function Icon({ name, label, className = "size-5" }: IconProps) {
  return (
    <svg
      viewBox="0 0 20 20"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      {PATHS[name]}
    </svg>
  );
}
