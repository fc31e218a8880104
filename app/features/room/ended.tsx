import { buttonClass } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ENDINGS } from "./words.ts";

/** The calm page after the server said goodbye for good. */
export function Ended({ code, draftId }: { code: string | null; draftId: string }) {
  const ending = ENDINGS[code ?? ""] ?? ENDINGS.draft_gone;
  const [href, words] =
    code === "session_ended"
      ? [`/sign-in?next=/drafts/${draftId}`, "Sign in"]
      : code === "wrong_version"
        ? [`/drafts/${draftId}`, "Load the page"]
        : ["/drafts", "Your drafts"];
  return (
    <div className="page ended" role="alert">
      <EmptyState
        drawing="apart"
        action={
          <a href={href} className={buttonClass("quiet")}>
            {words}
          </a>
        }
      >
        <strong>{ending?.title}.</strong> {ending?.text}
      </EmptyState>
    </div>
  );
}
