/** What the reader chose. `system` follows the device. */
export type Theme = "system" | "light" | "dark";

export const THEME_COOKIE = "theme";
const THEME_COOKIE_SECONDS_MAX = 365 * 24 * 60 * 60;

export function isTheme(value: unknown): value is Theme {
  return value === "system" || value === "light" || value === "dark";
}

/** The theme in a `Cookie` header. Anything unknown is `system`. */
export function themeFromCookie(header: string | null): Theme {
  const value = /(?:^|;\s*)theme=([a-z]+)/.exec(header ?? "")?.[1];
  return isTheme(value) ? value : "system";
}

/** `Set-Cookie` for a choice. Readable by scripts on purpose: the toggle sets it at once, without a round trip. */
export function themeCookie(theme: Theme): string {
  const age = theme === "system" ? 0 : THEME_COOKIE_SECONDS_MAX;
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
}

/** Where the ◐ button goes from here when the server cannot see which one the device shows. */
export function nextTheme(theme: Theme): Theme {
  return theme === "system" ? "dark" : theme === "dark" ? "light" : "system";
}
