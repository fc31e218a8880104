import { forwardRef, type TextareaHTMLAttributes, useEffect, useImperativeHandle, useRef } from "react";

/** A text area that grows with its text up to 60 % of the window, then scrolls. Ctrl or ⌘ with Enter sends its form. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(
  function TextArea({ className = "", onInput, onKeyDown, ...rest }, outer) {
    const element = useRef<HTMLTextAreaElement>(null);
    useImperativeHandle(outer, () => element.current as HTMLTextAreaElement, []);
    // biome-ignore lint/correctness/useExhaustiveDependencies: a controlled value grows the field too
    useEffect(() => growToFit(element.current), [rest.value]);
    return (
      <textarea
        rows={3}
        dir="auto"
        {...rest}
        ref={element}
        className={`input textarea ${className}`}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        onInput={(event) => {
          growToFit(event.currentTarget);
          onInput?.(event);
        }}
      />
    );
  },
);

/** Browsers with `field-sizing` do this by themselves. */
function growToFit(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
