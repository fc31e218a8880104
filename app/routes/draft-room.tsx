import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import type { ActAnswer } from "~/features/room/act.ts";
import { Room } from "~/features/room/room.tsx";
import { runRoomForm } from "~/features/room/server-form.server.ts";
import { errorWords } from "~/features/room/words.ts";
import { orThrow, requireUser, roomApi } from "~/lib/api.server.ts";
import { ErrorPage } from "~/ui/error-page.tsx";

/** The draft as this member sees it now. Opening the page counts as a visit. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  requireUser(context, request);
  const { view, you } = orThrow(context, await roomApi(context, params.id ?? "").view(true));
  return {
    view,
    you,
    startedAt: context.deps.clock.now(),
    formKey: crypto.randomUUID(),
    joined: new URL(request.url).searchParams.get("joined") === "1",
  };
}

/** The room's forms without JavaScript. Done: back to the page. Refused: the page again, with what was typed. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  requireUser(context, request);
  const { origin } = new URL(request.url);
  const answer = await runRoomForm(context, params.id ?? "", await request.formData(), origin);
  if (answer.ok) throw redirect(answer.goTo ?? `/drafts/${params.id}`);
  return data(answer, { status: answer.code === "validation_failed" ? 422 : 409 });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded ? `${loaded.view.title} · OneRing` : "Draft · OneRing" },
  { name: "robots", content: "noindex" },
];

/** The live line keeps the room true; only another draft needs the loader again. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  if (
    currentUrl.pathname === nextUrl.pathname &&
    formMethod === undefined &&
    currentUrl.search !== nextUrl.search
  )
    return false;
  return defaultShouldRevalidate;
}

export default function DraftRoom() {
  const { view, you, startedAt, formKey, joined } = useLoaderData<typeof loader>();
  const answer = useActionData<ActAnswer>();
  return (
    <Room
      key={view.id}
      view={view}
      you={you}
      startedAt={startedAt}
      formKey={formKey}
      joined={joined}
      returned={
        answer && !answer.ok
          ? { intent: answer.intent, text: answer.text ?? "", words: errorWords(answer.code, answer.detail) }
          : null
      }
    />
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
