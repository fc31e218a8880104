import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";
import { FormHead } from "../form-head.tsx";

/** Ask for the ring, or take the request back. The place in the queue stands beside it. */
export function AskButton() {
  const { state, rights, give } = useRoomParts();
  const { requests } = state.view;
  const onItsWay = state.kept.some(
    ({ command, acked }) => !acked && (command.t === "request" || command.t === "withdraw"),
  );
  if (!rights.ask && !rights.asked) return null;
  const intent = rights.asked ? "withdraw" : "request";
  const place = requests.findIndex((request) => request.memberId === state.you.memberId) + 1;
  return (
    <form
      method="post"
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!onItsWay) give({ t: intent });
      }}
    >
      <FormHead intent={intent} />
      <Button kind="quiet" type="submit" pending={onItsWay} data-key="r">
        {rights.asked ? "Take my request back" : "Ask for the ring"}
      </Button>
      {rights.asked && requests.length > 1 && (
        <span className="queue-place">
          You are number {place} of {requests.length}.
        </span>
      )}
    </form>
  );
}
