import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icons.tsx";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Without the visible head; the title is still read aloud. */
  bare?: boolean;
}

/**
 * A modal on the native element: the browser traps the focus and gives Escape; the focus goes back
 * to where it was, also where the element disappeared meanwhile and another took its id.
 */
export function Dialog({ open, onClose, title, children, bare = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) returnFocus(before);
    };
  }, [open]);
  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the dialog closes it; by keyboard Escape does
    <dialog
      ref={element}
      className={bare ? "dialog dialog-bare" : "dialog"}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="dialog-body">
        {bare ? (
          <h2 id={name} className="sr-only">
            {title}
          </h2>
        ) : (
          <header className="dialog-head">
            <h2 id={name}>{title}</h2>
            <button type="button" className="button button-plain" onClick={onClose} aria-label="Close">
              <Icon name="close" />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}

function returnFocus(before: HTMLElement): void {
  const target = before.isConnected ? before : before.id ? document.getElementById(before.id) : null;
  target?.focus();
}
