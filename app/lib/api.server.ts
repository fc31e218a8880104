import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { toProblem } from "@worker/kernel/http.ts";
import type { UserIdentity } from "@worker/kernel/identity.ts";
import type { Result } from "@worker/kernel/result.ts";
import { signInPath } from "./paths.ts";

/** The server door: the only way from pages to the services, one small file a feature. */
export { accountApi } from "./api/account.server.ts";
export { draftsApi } from "./api/drafts.server.ts";
export { invitesApi } from "./api/invites.server.ts";
export { publicApi } from "./api/public.server.ts";
export { roomApi } from "./api/room.server.ts";
export { signInApi } from "./api/sign-in.server.ts";

/** Who reads this page; a stranger is sent to sign in and then comes back. Throws the redirect. */
export function requireUser(context: AppLoadContext, request: Request): UserIdentity {
  if (context.identity.kind === "user") return context.identity;
  throw redirect(signInPath(pagePath(request)));
}

/** The value of a result, or a Response that the nearest error page turns into words. For loaders. */
export function orThrow<T>(context: AppLoadContext, result: Result<T>): T {
  if (result.ok) return result.value;
  const problem = toProblem(result.error, context.requestId);
  throw Response.json(problem, { status: problem.status, headers: { "cache-control": "no-store" } });
}

/** Page path of a request, also where Remix asked for the page's data only. After a form post: its own page. */
function pagePath(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("_routes");
  searchParams.delete("index");
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  return pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") + query;
}
