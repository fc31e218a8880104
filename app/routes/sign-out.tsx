import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { signInApi } from "~/lib/api.server.ts";

export function loader() {
  return redirect("/");
}

/** Ends this session. Who is not signed in any more has what they wanted. */
export async function action({ request, context }: ActionFunctionArgs) {
  const result = await signInApi(context, request).signOut();
  const headers = new Headers();
  for (const cookie of result.ok ? result.value.cookies : []) headers.append("set-cookie", cookie);
  return redirect("/", { headers });
}
