import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { internalPath } from "~/lib/paths.ts";
import { isTheme, themeCookie } from "~/lib/theme.ts";

export function loader() {
  return redirect("/");
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get("theme");
  return redirect(internalPath(form.get("next"), "/"), {
    headers: { "set-cookie": themeCookie(isTheme(theme) ? theme : "system") },
  });
}
