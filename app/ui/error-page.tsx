import { isRouteErrorResponse, Link, useLocation, useRevalidator, useRouteError } from "@remix-run/react";
import { signInPath } from "~/lib/paths.ts";
import { Button, buttonClass } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { errorWords } from "./error-words.ts";

/** What a thrown Response tells the reader, when a service said it itself. */
interface Told {
  title?: string;
  detail?: string;
  suggestedFix?: string;
}

/** Any error as a page: what happened and what helps. Also fit as a route's own ErrorBoundary. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const { revalidate, state } = useRevalidator();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const words = errorWords(status, toldBy(error));
  return (
    <div className="page error-page">
      <EmptyState
        title={words.title}
        drawing={words.drawing}
        action={
          <div className="error-actions">
            {words.help === "sign-in" && (
              <Link to={signInPath(pathname + search)} className={buttonClass("primary")}>
                Sign in
              </Link>
            )}
            {words.help === "retry" && (
              <Button kind="primary" pending={state === "loading"} onClick={revalidate}>
                Try again
              </Button>
            )}
            <Link to="/drafts" className={buttonClass()}>
              Your drafts
            </Link>
          </div>
        }
      >
        {words.detail}
      </EmptyState>
    </div>
  );
}

function toldBy(error: unknown): Told {
  if (!isRouteErrorResponse(error)) return {};
  const data: unknown = error.data;
  return typeof data === "object" && data !== null ? (data as Told) : {};
}
