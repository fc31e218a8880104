interface SkeletonProps {
  /** Size as Tailwind classes, in the shape of what comes: `h-5 w-40`. */
  className?: string;
}

/** One piece of a page that is on its way. */
export function Skeleton({ className = "h-5 w-full" }: SkeletonProps) {
  return <span className={`skeleton ${className}`} aria-hidden="true" />;
}

/** Lines of a text on its way, the last one short. Said once: "Loading". */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div className="flex flex-col gap-3" role="status">
      <span className="sr-only">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <Skeleton key={line} className={line === lines - 1 ? "h-4 w-2/3" : "h-4 w-full"} />
      ))}
    </div>
  );
}
