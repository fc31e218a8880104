import { useFetcher } from "@remix-run/react";
import type { Theme } from "~/lib/theme.ts";
import { Button } from "~/ui/button.tsx";
import { Segmented } from "~/ui/segmented.tsx";
import { showTheme } from "~/ui/theme-toggle.tsx";

const OPTIONS = [
  { value: "system", label: "As my device" },
  { value: "light", label: "Paper" },
  { value: "dark", label: "Night" },
] as const;

/** Paper, night, or as the device says. Takes effect at once; the button is for browsers without scripts. */
export function ThemeChoice({ theme }: { theme: Theme }) {
  const fetcher = useFetcher();
  const choose = (value: Theme) => {
    showTheme(value);
    fetcher.submit({ theme: value, next: "/settings" }, { method: "post", action: "/theme" });
  };
  return (
    <fetcher.Form method="post" action="/theme" className="settings-row">
      <input type="hidden" name="next" value="/settings" />
      <Segmented label="Theme" name="theme" options={OPTIONS} defaultValue={theme} onChange={choose} />
      <noscript>
        <Button type="submit">Use it</Button>
      </noscript>
    </fetcher.Form>
  );
}
