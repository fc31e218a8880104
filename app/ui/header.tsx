import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { signInPath } from "~/lib/paths.ts";
import type { Theme } from "~/lib/theme.ts";
import { Avatar } from "./avatar.tsx";
import { buttonClass } from "./button.tsx";
import { Kbd } from "./kbd.tsx";
import { OPEN_PALETTE } from "./keys/key-host.tsx";
import { Menu } from "./menu.tsx";
import { RingGlyph } from "./ring/ring-glyph.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

interface HeaderProps {
  theme: Theme;
  user: { handle: string; displayName: string } | null;
}

/** The bar on every page: OneRing, Drafts, ⌘K, ◐, and you. */
export function Header({ theme, user }: HeaderProps) {
  const { pathname, search } = useLocation();
  return (
    <header className="bar">
      <div className="bar-inner">
        <Link to="/" className="wordmark">
          <RingGlyph className="wordmark-ring" />
          OneRing
        </Link>
        <nav aria-label="Main">
          <NavLink to="/drafts" className="bar-link" prefetch="intent">
            Drafts
          </NavLink>
        </nav>
        <div className="bar-end">
          <button
            type="button"
            className="button button-plain needs-script bar-keys"
            onClick={() => dispatchEvent(new Event(OPEN_PALETTE))}
            aria-keyshortcuts="Meta+K Control+K"
          >
            <Kbd keys="mod+k" />
            <span className="sr-only">, find anything</span>
          </button>
          <ThemeToggle theme={theme} />
          {user ? (
            <UserMenu user={user} />
          ) : (
            pathname !== "/sign-in" && (
              <Link
                to={signInPath(pathname === "/" ? "/drafts" : pathname + search)}
                className={buttonClass()}
              >
                Sign in
              </Link>
            )
          )}
        </div>
      </div>
    </header>
  );
}

function UserMenu({ user }: { user: { handle: string; displayName: string } }) {
  return (
    <Menu label={`Your menu, ${user.displayName}`} button={<Avatar name={user.displayName} decorative />}>
      <p className="menu-head">
        <strong>{user.displayName}</strong>
        <span>@{user.handle}</span>
      </p>
      <Link to="/drafts">Your drafts</Link>
      <Link to="/settings">Settings</Link>
      <Form method="post" action="/sign-out">
        <button type="submit">Sign out</button>
      </Form>
    </Menu>
  );
}
