import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Promises } from "~/features/landing/promises.tsx";
import { SceneCard } from "~/features/landing/scene.tsx";
import { buttonClass } from "~/ui/button.tsx";

export function loader({ context }: LoaderFunctionArgs) {
  return { signedIn: context.identity.kind === "user", now: context.deps.clock.now() };
}

/** What OneRing is, in one screen: a sentence, and the thing itself happening. */
export default function Home() {
  const { signedIn, now } = useLoaderData<typeof loader>();
  return (
    <div className="page landing">
      <section className="hero" aria-labelledby="hero-title">
        <h1 id="hero-title">Write together, one ring at a time.</h1>
        <div className="hero-lead">
          <p>
            A draft is a room with one ring in it. Whoever holds the ring writes the next part; the others
            watch it happen, and ask for their turn.
          </p>
          <div className="hero-actions">
            <Link
              to={signedIn ? "/drafts" : "/sign-in?next=%2Fdrafts%2Fnew"}
              className={buttonClass("primary")}
            >
              {signedIn ? "Open your drafts" : "Start writing"}
            </Link>
            {!signedIn && <p>You need an e-mail address, no password.</p>}
          </div>
        </div>
      </section>
      <SceneCard now={now} />
      <Promises />
    </div>
  );
}
