import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createDraftBody } from "@worker/features/drafts/contract.ts";
import { NewDraftForm, type NewDraftValues } from "~/features/drafts/new-form.tsx";
import { errorWords } from "~/features/room/words.ts";
import { draftsApi, requireUser } from "~/lib/api.server.ts";
import { ErrorPage } from "~/ui/error-page.tsx";

const EMPTY: NewDraftValues = { title: "", platform: "x", text: "" };

export function loader({ request, context }: LoaderFunctionArgs) {
  requireUser(context, request);
  return { formKey: `create-${crypto.randomUUID()}` };
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireUser(context, request);
  const form = await request.formData();
  const values = {
    title: String(form.get("title") ?? ""),
    platform: String(form.get("platform") ?? ""),
    text: String(form.get("text") ?? ""),
  };
  const refused = (errors: Partial<Record<keyof NewDraftValues | "form", string>>) =>
    data({ values, errors }, { status: 422 });
  const body = createDraftBody.safeParse({
    ...values,
    text: values.text.trim() === "" ? undefined : values.text,
  });
  if (!body.success)
    return refused(
      Object.fromEntries(body.error.issues.map((issue) => [String(issue.path[0] ?? "form"), issue.message])),
    );
  const key = String(form.get("key") ?? "");
  if (!/^create-[0-9a-f-]{36}$/.test(key))
    return refused({ form: "The form is too old. Load the page again." });
  const result = await draftsApi(context).create(body.data, key);
  if (!result.ok) return refused({ form: errorWords(result.error.code, result.error.detail) });
  throw redirect(`/drafts/${result.value.id}`);
}

export const meta: MetaFunction = () => [{ title: "A new draft · OneRing" }];

export default function NewDraft() {
  const { formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewDraftForm formKey={formKey} values={answer?.values ?? EMPTY} errors={answer?.errors ?? {}} />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
