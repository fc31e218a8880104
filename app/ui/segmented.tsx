import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";

/** Views of one list, as links: each has its own address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="segmented" aria-label={label}>
      {children}
    </nav>
  );
}

/** One view. `current` overrides what the address says, for views that live in the query string. */
export function Tab({ to, children, current }: { to: string; children: ReactNode; current?: boolean }) {
  if (current === undefined)
    return (
      <NavLink to={to} end prefetch="intent">
        {children}
      </NavLink>
    );
  return (
    <Link to={to} prefetch="intent" aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}

interface SegmentedProps<T extends string> {
  label: string;
  name: string;
  options: readonly { value: T; label: string }[];
  value?: T;
  defaultValue?: T;
  onChange?: (value: T) => void;
}

/** One of a few, side by side: radio buttons underneath, so it submits with its form. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, name, options, value, defaultValue, onChange } = props;
  return (
    <fieldset className="segmented">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            className="sr-only"
            type="radio"
            name={name}
            value={option.value}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onChange?.(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
