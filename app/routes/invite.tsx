import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ERRORS } from "@worker/kernel/errors.ts";
import { InviteClosed, InviteOffer } from "~/features/invites/page.tsx";
import { invitesApi, requireUser } from "~/lib/api.server.ts";
import { signInPath } from "~/lib/paths.ts";
import { ErrorPage } from "~/ui/error-page.tsx";

// The address is a secret: it must not travel on as a referrer, nor into an index or a cache.
const SECRET_PAGE = {
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "cache-control": "no-store",
};

/** Shows an invite and consumes nothing: link previews come by here, too. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const { origin } = new URL(request.url);
  const peek = await invitesApi(context, origin).peek(token);
  if (!peek.ok) {
    const { code, detail } = peek.error;
    return data({ ok: false as const, code, detail }, { status: ERRORS[code].status, headers: SECRET_PAGE });
  }
  const { draftTitle, inviterName, inviterHandle, role, expiresAt } = peek.value;
  const offer = {
    draftTitle,
    inviterName,
    inviterHandle,
    role,
    msLeft: expiresAt - context.deps.clock.now(),
  };
  const { identity } = context;
  const signIn = identity.kind === "user" ? null : signInPath(`/invites/${token}`);
  const youName = identity.kind === "user" ? identity.displayName : null;
  return data(
    { ok: true as const, offer, signIn, youName, formKey: `join-${crypto.randomUUID()}` },
    { headers: SECRET_PAGE },
  );
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  requireUser(context, request);
  const key = String((await request.formData()).get("key") ?? "");
  if (!/^join-[0-9a-f-]{36}$/.test(key))
    return data(
      { code: "validation_failed", detail: "The page is too old. Load it again." },
      { status: 422 },
    );
  const { origin } = new URL(request.url);
  const result = await invitesApi(context, origin).redeem(params.token ?? "", key);
  if (result.ok) throw redirect(`/drafts/${result.value.draftId}?joined=1`);
  const { code, detail } = result.error;
  return data({ code, detail }, { status: ERRORS[code].status, headers: SECRET_PAGE });
}

export const headers: HeadersFunction = () => SECRET_PAGE;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded?.ok ? `${loaded.offer.inviterName} invites you · OneRing` : "Invite · OneRing" },
  { name: "robots", content: "noindex, nofollow" },
  { name: "referrer", content: "no-referrer" },
];

export default function Invite() {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (refused) return <InviteClosed {...refused} />;
  if (!loaded.ok) return <InviteClosed code={loaded.code} detail={loaded.detail} />;
  const { offer, signIn, youName, formKey } = loaded;
  return <InviteOffer {...offer} signIn={signIn} youName={youName} formKey={formKey} />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
