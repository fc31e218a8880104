import type { SessionView } from "@worker/features/auth/contract.ts";
import { Button } from "~/ui/button.tsx";
import { Time } from "~/ui/time.tsx";
import type { SettingsAnswer } from "./settings-answer.ts";
import { useSettingsForm } from "./use-settings-form.ts";

interface SessionsListProps {
  sessions: readonly SessionView[];
  now: number;
  posted: SettingsAnswer | undefined;
}

/** Where you are signed in: browsers and your own tools, each can be ended. */
export function SessionsList({ sessions, now, posted }: SessionsListProps) {
  const others = useSettingsForm("end-others", posted, "Signed out everywhere else.");
  return (
    <>
      <ul className="session-list">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={now} posted={posted} />
        ))}
      </ul>
      {others.answer?.error && <p className="notice notice-danger">{others.answer.error}</p>}
      {sessions.length > 1 && (
        <others.fetcher.Form method="post">
          <input type="hidden" name="intent" value="end-others" />
          <Button type="submit" kind="danger" pending={others.pending}>
            Sign out everywhere else
          </Button>
        </others.fetcher.Form>
      )}
    </>
  );
}

function SessionRow({
  session,
  now,
  posted,
}: { session: SessionView } & Omit<SessionsListProps, "sessions">) {
  const { fetcher, answer, pending } = useSettingsForm("end-session", posted, "That session is over.");
  return (
    <li>
      <div>
        <strong>{session.label}</strong>
        <span>
          {session.kind === "api" ? "API token" : "Browser"} ·{" "}
          {session.current ? (
            "this one"
          ) : (
            <>
              seen <Time at={session.lastSeenAt} now={now} ago />
            </>
          )}
        </span>
        {answer?.error && <span className="field-error">{answer.error}</span>}
      </div>
      {!session.current && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="end-session" />
          <input type="hidden" name="id" value={session.id} />
          <Button type="submit" pending={pending}>
            {session.kind === "api" ? "Revoke" : "Sign out"}
            <span className="sr-only">{session.label}</span>
          </Button>
        </fetcher.Form>
      )}
    </li>
  );
}
