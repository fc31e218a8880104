import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});

// The dev server says when the Worker runs new code: re-run this page's loaders.
if (import.meta.hot) import.meta.hot.on("worker:evaluated", () => window.__remixRouter?.revalidate());
