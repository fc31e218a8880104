import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";

interface MenuProps {
  /** What the button shows; `label` is what it is called. */
  button: ReactNode;
  label: string;
  children: ReactNode;
  buttonClassName?: string;
}

/** A few links and actions behind a button, on <details>: opens without JavaScript too. */
export function Menu({ button, label, children, buttonClassName = "button button-plain" }: MenuProps) {
  const element = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page closes the menu
  useEffect(() => {
    element.current?.removeAttribute("open");
  }, [key]);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = element.current;
      if (!menu?.open) return;
      const escaped = event instanceof KeyboardEvent && event.key === "Escape";
      const left = !(event instanceof KeyboardEvent) && !menu.contains(event.target as Node | null);
      if (!escaped && !left) return;
      menu.open = false;
      if (escaped) menu.querySelector("summary")?.focus();
    };
    for (const type of ["keydown", "pointerdown", "focusin"]) addEventListener(type, close);
    return () => {
      for (const type of ["keydown", "pointerdown", "focusin"]) removeEventListener(type, close);
    };
  }, []);
  return (
    <details ref={element} className="menu">
      <summary className={buttonClassName} aria-label={label}>
        {button}
      </summary>
      <div className="menu-list">{children}</div>
    </details>
  );
}
