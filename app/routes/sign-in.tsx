import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { runSignIn } from "~/features/account/sign-in-action.server.ts";
import { CodeForm, EmailForm } from "~/features/account/sign-in-forms.tsx";
import { internalPath, signInPath } from "~/lib/paths.ts";
import { RingGlyph } from "~/ui/ring/ring.tsx";

export const meta: MetaFunction = () => [
  { title: "Sign in · OneRing" },
  { name: "robots", content: "noindex" },
];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = internalPath(new URL(request.url).searchParams.get("next"));
  if (context.identity.kind === "user") throw redirect(next);
  return { next, formKey: crypto.randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return runSignIn(context, request, await request.formData());
}

/** Two steps, one page: an address, then six digits. Both are plain forms. */
export default function SignIn() {
  const { next, formKey } = useLoaderData<typeof loader>();
  const step = useActionData<typeof action>();
  const atCode = step?.at === "code";
  return (
    <div className="page sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <RingGlyph className="sign-in-ring" at={atCode ? 0.5 : 0} />
        <h1 id="sign-in-title">{atCode ? "Check your mail" : "Come in"}</h1>
        {atCode ? (
          <>
            <p className="sign-in-lead">
              {step.again ? "Another code is on its way to " : "A code is on its way to "}
              <strong>{step.email}</strong>. It works for ten minutes, in this browser.
            </p>
            {step.outbox && (
              <p className="notice">
                <span>
                  On this machine no mail is sent.{" "}
                  <a className="text-link" href="/dev/outbox" target="_blank" rel="noreferrer">
                    Read it in the outbox
                  </a>
                </span>
              </p>
            )}
            <CodeForm step={step} formKey={formKey} next={next} />
            <Link className="text-link sign-in-other" to={signInPath(next)} reloadDocument>
              Use another address
            </Link>
          </>
        ) : (
          <>
            <p className="sign-in-lead">No password to remember. You get a code by mail and write on.</p>
            <EmailForm step={step} formKey={formKey} next={next} />
          </>
        )}
      </section>
    </div>
  );
}
