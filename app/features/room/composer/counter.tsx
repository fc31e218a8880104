import { SEGMENT_CHARS_MAX } from "@worker/kernel/limits.ts";

/** Characters left of what one post of the network holds; past that, of what a segment holds. Spoken only near the end. */
export function Counter({ length, softChars }: { length: number; softChars: number }) {
  const left = softChars - length;
  const hardLeft = SEGMENT_CHARS_MAX - length;
  const words =
    hardLeft < 0
      ? `${-hardLeft} characters too long`
      : left < 0
        ? `${-left} more than one post holds`
        : `${left} characters left in one post`;
  return (
    <span className="counter numbers" data-over={hardLeft < 0 ? "hard" : left < 0 ? "soft" : undefined}>
      <span aria-hidden="true">{hardLeft < 0 ? hardLeft : left}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
