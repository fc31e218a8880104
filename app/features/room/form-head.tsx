import { useRoomParts } from "./context.ts";

/** The hidden fields of a room form: what it does, and a key so that a page sent twice acts once. */
export function FormHead({ intent, epoch, scope = "" }: { intent: string; epoch?: number; scope?: string }) {
  const { formKey } = useRoomParts();
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="key" value={`${intent}-${formKey}${scope && `-${scope}`}`} />
      {epoch !== undefined && <input type="hidden" name="epoch" value={epoch} />}
    </>
  );
}
