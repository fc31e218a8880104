import interUrl from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import serifUrl from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";
import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import appCss from "./app.css?url";
import { useNonce } from "./lib/nonce.ts";
import { themeFromCookie } from "./lib/theme.ts";
import { ErrorPage } from "./ui/error-page.tsx";
import { Footer } from "./ui/footer.tsx";
import { Header } from "./ui/header.tsx";
import { KeyHost } from "./ui/keys/key-host.tsx";
import { LiveRegion } from "./ui/live-region.tsx";
import { ToastHost } from "./ui/toast.tsx";

export const links: LinksFunction = () => [
  ...[serifUrl, interUrl].map((href) => ({
    rel: "preload",
    href,
    as: "font" as const,
    type: "font/woff2",
    crossOrigin: "anonymous" as const,
  })),
  { rel: "stylesheet", href: appCss },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta: MetaFunction = () => [
  { title: "OneRing · write together, one ring at a time" },
  { name: "description", content: "A draft is a room. Whoever holds its ring writes the next part." },
];

export const headers: HeadersFunction = () => ({ "cache-control": "private, no-store" });

/** Who reads, in the theme they chose. Nothing here may be slow: every page waits for it. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { identity } = context;
  return {
    theme: themeFromCookie(request.headers.get("cookie")),
    apple: /Mac|iPhone|iPad/.test(request.headers.get("user-agent") ?? ""),
    user: identity.kind === "user" ? { handle: identity.handle, displayName: identity.displayName } : null,
  };
}

export type RootData = ReturnType<typeof loader>;

/** Only a mutation can change who reads or the theme. */
export function shouldRevalidate({
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return formMethod === undefined || formMethod === "GET" ? false : defaultShouldRevalidate;
}

/** The document around every page and every error. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>("root");
  const theme = data?.theme ?? "system";
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161311" />
        <Meta />
        <Links />
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to the text
        </a>
        <Header theme={theme} user={data?.user ?? null} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer />
        <KeyHost signedIn={Boolean(data?.user)} />
        <ToastHost />
        <LiveRegion />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
