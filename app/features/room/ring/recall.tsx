import { useRoomParts } from "~/features/room/context.ts";
import { Button } from "~/ui/button.tsx";
import { FormHead } from "../form-head.tsx";

/** The owner takes the ring back. Everyone sees that, and the holder sees why. */
export function Recall() {
  const { state, rights, give } = useRoomParts();
  if (!rights.recall) return null;
  const onItsWay = state.kept.some(({ command, acked }) => command.t === "recall" && !acked);
  return (
    <form
      method="post"
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!onItsWay) give({ t: "recall" });
      }}
    >
      <FormHead intent="recall" />
      <Button kind="plain" type="submit" pending={onItsWay}>
        Recall the ring
      </Button>
    </form>
  );
}
