import { useId } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { passTargets } from "~/features/room/rights.ts";
import { Button } from "~/ui/button.tsx";
import { Icon } from "~/ui/icons.tsx";
import { FormHead } from "../form-head.tsx";

/** Passing on: the suggested person with one press, everyone else one step further. It can be undone for five seconds. */
export function PassForm() {
  const reasonId = useId();
  const { state, rights, pass } = useRoomParts();
  const { epoch } = state.view.ring;
  const [first, ...others] = passTargets(state.view);
  if (!rights.write || pass.pending) return null;
  if (!first) return <Alone />;
  const reason = state.view.suggestedPass?.to === first.id ? state.view.suggestedPass.reason : null;
  return (
    <form
      method="post"
      className="pass-form"
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const to =
          submitter instanceof HTMLButtonElement
            ? passTargets(state.view).find((one) => one.id === submitter.value)
            : null;
        if (to) pass.begin({ to: to.id, epoch, name: to.name });
      }}
    >
      <FormHead intent="pass" epoch={epoch} />
      <Button
        type="submit"
        name="to"
        value={first.id}
        className="pass-first"
        data-pass-first
        aria-describedby={reasonId}
      >
        <Icon name="pass" />
        <span className="clip">
          Pass on to <bdi>{first.name}</bdi>
        </span>
      </Button>
      {reason && (
        <p className="ring-hint" id={reasonId}>
          {reason}
        </p>
      )}
      {others.length > 0 && (
        <details className="pass-others">
          <summary>Somebody else</summary>
          <ul>
            {others.map((member) => (
              <li key={member.id}>
                <Button kind="plain" type="submit" name="to" value={member.id} data-author={member.color % 8}>
                  <span className="dot" aria-hidden="true" />
                  <bdi className="clip">{member.name}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </form>
  );
}

/** Nobody to pass to: the one thing worth doing is to bring somebody in. */
function Alone() {
  const { rights } = useRoomParts();
  return (
    <div className="pass-form">
      <p className="ring-hint">Nobody else writes here yet.</p>
      {rights.invite && (
        <Button className="needs-script" onClick={() => document.getElementById("tool-invite")?.click()}>
          <Icon name="people" />
          Invite someone
        </Button>
      )}
    </div>
  );
}
