import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { DraftList } from "~/features/drafts/list.tsx";
import { tabOf, whyToday } from "~/features/drafts/tabs.ts";
import { draftsApi, orThrow, requireUser } from "~/lib/api.server.ts";
import { ErrorPage } from "~/ui/error-page.tsx";

const SEARCH_CHARS_MAX = 120;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request);
  const { searchParams } = new URL(request.url);
  const tab = tabOf(searchParams.get("tab"));
  const q = (searchParams.get("q") ?? "").slice(0, SEARCH_CHARS_MAX);
  const cursor = searchParams.get("cursor") ?? undefined;
  const api = draftsApi(context);
  const [list, waiting] = await Promise.all([
    api.list({ tab, q: q || undefined, cursor }),
    api.list({ tab: "waiting" }),
  ]);
  const { items, nextCursor } = orThrow(context, list);
  const mine = orThrow(context, waiting);
  return {
    tab,
    q,
    items,
    nextCursor,
    today: whyToday(mine.items, mine.nextCursor !== null),
    youId: user.userId,
    youName: user.displayName,
    now: context.deps.clock.now(),
    focusSearch: searchParams.get("focus") === "search",
  };
}

export const meta: MetaFunction = () => [{ title: "Your drafts · OneRing" }];

export default function Drafts() {
  return <DraftList {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
