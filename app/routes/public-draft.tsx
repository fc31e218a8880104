import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { id } from "@worker/features/room/contract.ts";
import { fail } from "@worker/kernel/result.ts";
import { NOT_FOUND_META, publicMeta } from "~/features/public/meta.ts";
import { PublicPage } from "~/features/public/page.tsx";
import { orThrow, publicApi, roomApi } from "~/lib/api.server.ts";
import { ErrorPage } from "~/ui/error-page.tsx";

/** The public face of a draft: for people from a feed, and for the scrapers that feeds send ahead. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const draftId = params.id ?? "";
  const api = publicApi(context);
  const { card, ring, seq } = orThrow(
    context,
    id.safeParse(draftId).success
      ? await api.draft(draftId)
      : fail("draft_not_found", "There is no draft at this address."),
  );
  const isPublic = card.visibility === "public";
  const [view] = await Promise.all([
    context.identity.kind === "user" ? roomApi(context, draftId).view() : null,
    isPublic ? api.countView(draftId, request) : null,
  ]);
  const path = isPublic ? `/cards/drafts/${draftId}.png?v=${seq}` : `/cards/drafts/${draftId}.png`;
  const origin = api.origin(request);
  const links = { page: `${origin}/d/${draftId}`, image: `${origin}${path}` };
  return data(
    { draftId, card, ring, links, image: path, member: view?.ok === true },
    { headers: isPublic ? {} : { "x-robots-tag": "noindex" } },
  );
}

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => ({
  "cache-control": "private, no-store",
  ...Object.fromEntries(errorHeaders ?? loaderHeaders),
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  loaded ? publicMeta(loaded.card, loaded.links) : NOT_FOUND_META;

export default function PublicDraft() {
  const { draftId, card, ring, links, image, member } = useLoaderData<typeof loader>();
  return <PublicPage {...{ draftId, card, ring, image, member }} page={links.page} />;
}

/** With a boundary of its own the route's title and `noindex` stand on its error pages too. */
export const ErrorBoundary = ErrorPage;
