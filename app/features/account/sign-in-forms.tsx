import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "~/ui/button.tsx";
import { Field, TextField } from "~/ui/field.tsx";
import type { SignInStep } from "./sign-in-step.ts";

const CODE_DIGITS = 6;

interface FormProps {
  /** Fresh for each form that is shown: a double press sends one mail. */
  formKey: string;
  next: string;
}

/** First step: where to send the code. */
export function EmailForm({ step, formKey, next }: FormProps & { step: SignInStep | undefined }) {
  const pending = useIntent() === "ask";
  return (
    <Form method="post" className="sign-in-form" replace>
      <Hidden intent="ask" formKey={formKey} next={next} />
      <TextField
        label="Your e-mail"
        hint="We send six digits. New here? The same step makes your account."
        error={step?.at === "email" ? step.error : undefined}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        defaultValue={step?.email ?? ""}
        maxLength={254}
        autoFocus
      />
      <Button type="submit" kind="primary" pending={pending}>
        Send me a code
      </Button>
    </Form>
  );
}

type CodeStep = Extract<SignInStep, { at: "code" }>;

/** Second step: the six digits. Complete, they send themselves; a wrong code waits for a change. */
export function CodeForm({ step, formKey, next }: FormProps & { step: CodeStep }) {
  const pending = useIntent();
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef("");
  const [timeZone, setTimeZone] = useState("");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  useEffect(() => {
    if (step.error || step.again) field.current?.select();
    field.current?.focus();
  }, [step]);
  const sendWhenWhole = (input: HTMLInputElement) => {
    const digits = input.value.replace(/\D/g, "");
    if (digits.length !== CODE_DIGITS || digits === sent.current || pending) return;
    sent.current = digits;
    input.form?.requestSubmit();
  };
  return (
    <>
      <Form method="post" className="sign-in-form" replace>
        <Hidden intent="enter" formKey={formKey} next={next} email={step.email} />
        <input type="hidden" name="timeZone" value={timeZone} readOnly />
        <Field label="The code" error={step.error}>
          {(wiring) => (
            <input
              {...wiring}
              ref={field}
              className="input code-input"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[\s\-]*([0-9][\s\-]*){6}"
              title="Six digits"
              placeholder="000000"
              maxLength={20}
              required
              spellCheck={false}
              onInput={(event) => sendWhenWhole(event.currentTarget)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" pending={pending === "enter"}>
          Sign in
        </Button>
      </Form>
      <Form method="post" replace className="sign-in-again">
        <Hidden intent="ask" formKey={`${formKey}-again`} next={next} email={step.email} />
        <input type="hidden" name="again" value="yes" />
        <Button type="submit" kind="plain" pending={pending === "ask"}>
          Send another code
        </Button>
      </Form>
    </>
  );
}

function Hidden({ intent, formKey, next, email }: FormProps & { intent: string; email?: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="next" value={next} />
      {email !== undefined && <input type="hidden" name="email" value={email} />}
    </>
  );
}

function useIntent(): string | null {
  const { state, formData } = useNavigation();
  return state === "idle" ? null : String(formData?.get("intent") ?? "");
}
