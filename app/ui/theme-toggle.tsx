import { useFetcher, useLocation } from "@remix-run/react";
import { isTheme, nextTheme, type Theme } from "~/lib/theme.ts";
import { Icon } from "./icons.tsx";

/** ◐: the other of light and dark, at once. Without JavaScript it posts and comes back. */
export function ThemeToggle({ theme }: { theme: Theme }) {
  const fetcher = useFetcher();
  const { pathname, search } = useLocation();
  return (
    <fetcher.Form
      method="post"
      action="/theme"
      onSubmit={(event) => {
        const form = event.currentTarget;
        const field = form.elements.namedItem("theme");
        if (field instanceof HTMLInputElement) field.value = showTheme(otherTheme());
      }}
    >
      <input type="hidden" name="theme" defaultValue={nextTheme(theme)} />
      <input type="hidden" name="next" value={pathname + search} />
      <button
        type="submit"
        className="button button-plain"
        aria-label="Change between light and dark"
        title="Light or dark"
      >
        <Icon name="theme" />
      </button>
    </fetcher.Form>
  );
}

/** What the page does not show now, whether the choice or the device decides that. */
export function otherTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  return dark ? "light" : "dark";
}

/** Paints the page in a theme before the server has heard of it. */
export function showTheme(theme: string): Theme {
  const known = isTheme(theme) ? theme : "system";
  if (known === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = known;
  return known;
}
