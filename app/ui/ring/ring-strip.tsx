import type { ReactNode } from "react";
import { arcFraction, REQUESTS_SHOWN_MAX, type RingView } from "./ring-geometry.ts";
import { ringWords } from "./ring-words.ts";

/** The ring on a phone: the holder first, then those who wait; the arc becomes a line that runs down. */
export function RingStrip({ view, children }: { view: RingView; children?: ReactNode }) {
  const holder = view.people.find((person) => person.id === view.holderId);
  const waiting = view.requests.flatMap((id) => view.people.find((person) => person.id === id) ?? []);
  const hidden = waiting.length - REQUESTS_SHOWN_MAX;
  const length = arcFraction(view.leaseFraction) * 100;
  return (
    <div className="ring-strip">
      <div className="strip-row">
        <div className="strip-people" role="img" aria-label={ringWords(view)}>
          {holder && (
            <span className="strip-holder" data-author={holder.color}>
              {holder.initials}
            </span>
          )}
          {waiting.slice(0, REQUESTS_SHOWN_MAX).map((person) => (
            <span key={person.id} className="strip-waiting" data-author={person.color}>
              {person.initials}
            </span>
          ))}
          {hidden > 0 && <span className="strip-more">+{hidden}</span>}
        </div>
        {children && <div className="strip-words">{children}</div>}
      </div>
      <svg className="strip-line" width="100%" height="8" aria-hidden="true">
        <rect className="strip-track" x="0" y="2.5" width="100%" height="3" rx="1.5" />
        {holder && (
          <>
            <rect
              className={view.leaseFraction === null ? "strip-lease strip-lease-free" : "strip-lease"}
              x="0"
              y="2.5"
              width={`${length}%`}
              height="3"
              rx="1.5"
            />
            <circle className="ring-bead" cx="4" cy="4" r="4" />
          </>
        )}
      </svg>
    </div>
  );
}
