import { Form, Link, useNavigation } from "@remix-run/react";
import { roughlyLeft } from "~/lib/format.ts";
import { Button, buttonClass } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { RingGlyph } from "~/ui/ring/ring.tsx";
import { CLOSED, ROLE_DOES, ROLE_PROMISES } from "./words.ts";

interface InviteOfferProps {
  draftTitle: string;
  inviterName: string;
  inviterHandle: string;
  role: string;
  /** Milliseconds until the link stops working. */
  msLeft: number;
  /** Where to sign in first, or null when that is done. */
  signIn: string | null;
  /** The name others will see, once signed in. */
  youName: string | null;
  formKey: string;
}

/** Who invites to what. Looking consumes nothing; joining is one press. */
export function InviteOffer({
  draftTitle,
  inviterName,
  inviterHandle,
  role,
  msLeft,
  signIn,
  youName,
  formKey,
}: InviteOfferProps) {
  const { state } = useNavigation();
  return (
    <div className="page invite-page">
      <RingGlyph className="invite-ring" />
      <p className="invite-from">
        <bdi>{inviterName}</bdi> <span className="muted">@{inviterHandle}</span> invites you to{" "}
        {ROLE_DOES[role] ?? "come in"}
      </p>
      <h1>
        <bdi>{draftTitle}</bdi>
      </h1>
      <p className="invite-terms">
        You come in as a {role}. {ROLE_PROMISES[role] ?? ""}{" "}
        <span className="muted">The link works for {roughlyLeft(msLeft)}.</span>
      </p>
      {signIn ? (
        <Link to={signIn} className={buttonClass("primary")}>
          Sign in to join
        </Link>
      ) : (
        <Form method="post">
          <input type="hidden" name="key" value={formKey} />
          <Button type="submit" kind="primary" pending={state !== "idle"}>
            Join
          </Button>
        </Form>
      )}
      {youName !== null && (
        <p className="invite-name">
          Others will see you as <bdi>{youName}</bdi>.{" "}
          <Link to="/settings" className="text-link">
            Change your name
          </Link>
        </p>
      )}
    </div>
  );
}

/** A link that does not open: which kind, and what helps. */
export function InviteClosed({ code, detail }: { code: string; detail: string }) {
  const words = CLOSED[code] ?? { title: "That did not work", text: detail || "Try again in a moment." };
  return (
    <div className="page invite-page">
      <EmptyState
        title={words.title}
        drawing="apart"
        action={
          <Link to="/drafts" className={buttonClass("quiet")}>
            Your drafts
          </Link>
        }
      >
        {words.text}
      </EmptyState>
    </div>
  );
}
