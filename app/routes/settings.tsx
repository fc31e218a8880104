import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { ProfileForm } from "~/features/account/profile-form.tsx";
import { SessionsList } from "~/features/account/sessions-list.tsx";
import { runSettings } from "~/features/account/settings-action.server.ts";
import { ThemeChoice } from "~/features/account/theme-choice.tsx";
import { TokensForm } from "~/features/account/tokens-form.tsx";
import { accountApi, orThrow, requireUser } from "~/lib/api.server.ts";
import type { RootData } from "~/root.tsx";

export const meta: MetaFunction = () => [{ title: "Settings · OneRing" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireUser(context, request);
  const api = accountApi(context, request);
  const [me, sessions] = await Promise.all([api.me(), api.sessions()]);
  const { timeZone, ...rest } = orThrow(context, me);
  return {
    me: { ...rest, timeZone },
    sessions: orThrow(context, sessions).items,
    // The reader's own zone may be an alias that the list leaves out.
    timeZones: [...new Set(["UTC", timeZone, ...Intl.supportedValuesOf("timeZone")])],
    formKey: crypto.randomUUID(),
    now: context.deps.clock.now(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireUser(context, request);
  return runSettings(context, request, await request.formData());
}

export default function Settings() {
  const { me, sessions, timeZones, formKey, now } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const root = useRouteLoaderData("root") as RootData | undefined;
  return (
    <div className="page settings">
      <h1>Settings</h1>
      <Section
        title="You"
        note={me.email ? `Signed in as ${me.email}. Nobody else sees this address.` : undefined}
      >
        <ProfileForm me={me} timeZones={timeZones} posted={posted} />
      </Section>
      <Section title="Light" note="How the page looks, on this device.">
        <ThemeChoice theme={root?.theme ?? "system"} />
      </Section>
      <Section title="Where you are signed in" note="If you don’t know one of these, end it.">
        <SessionsList sessions={sessions} now={now} posted={posted} />
      </Section>
      <Section
        title="API tokens"
        note="For your own scripts and tools. They can do what you can do in drafts."
      >
        <TokensForm formKey={formKey} posted={posted} />
      </Section>
    </div>
  );
}

function Section({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ReactNode;
}) {
  const id = title.toLowerCase().replaceAll(" ", "-");
  return (
    <section className="settings-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note && <p>{note}</p>}
      </header>
      <div>{children}</div>
    </section>
  );
}
