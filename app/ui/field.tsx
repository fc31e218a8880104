import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";
import { Icon } from "./icons.tsx";

interface Said {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is read aloud only, where the place says it already. */
  hideLabel?: boolean;
}

interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Label, hint and error around one control, wired so that a screen reader says all three. */
export function Field(props: Said & { id?: string; children: (wiring: Wiring) => ReactNode }) {
  const { label, hint, error, hideLabel, children } = props;
  const own = useId();
  const id = props.id ?? own;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "field-label"}>
        {label}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          <Icon name="warning" className="size-4" />
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField(props: Said & Omit<InputHTMLAttributes<HTMLInputElement>, "children">) {
  const { label, hint, error, hideLabel, id, className = "", ...input } = props;
  return (
    <Field {...said({ label, hint, error, hideLabel })} {...(id === undefined ? {} : { id })}>
      {(wiring) => <input {...input} {...wiring} className={`input ${className}`} />}
    </Field>
  );
}

export function SelectField(props: Said & SelectHTMLAttributes<HTMLSelectElement>) {
  const { label, hint, error, hideLabel, id, className = "", ...select } = props;
  return (
    <Field {...said({ label, hint, error, hideLabel })} {...(id === undefined ? {} : { id })}>
      {(wiring) => <select {...select} {...wiring} className={`input ${className}`} />}
    </Field>
  );
}

function said({ label, hint, error, hideLabel }: { [K in keyof Said]: Said[K] | undefined }): Said {
  return { label: label ?? "", hint, error, hideLabel: hideLabel ?? false };
}
