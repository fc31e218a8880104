import type { ReactNode } from "react";
import {
  arcFraction,
  LARGE,
  layoutRing,
  MEDIUM,
  type RingMetrics,
  type RingView,
  type Seat,
} from "./ring-geometry.ts";
import { ringWords } from "./ring-words.ts";
import { useTravel } from "./use-travel.ts";

/** However many people there are, the one who holds the ring can be seen. */
const HOLDER_DOT_RADIUS = 5;

interface RingCircleProps {
  view: RingView;
  size: "large" | "medium";
  /** What stands in the middle: a name, the time left. */
  children?: ReactNode;
}

/** The ring in full: band, lease arc, bead, seats, queue. */
export function RingCircle({ view, size, children }: RingCircleProps) {
  const metrics = size === "large" ? LARGE : MEDIUM;
  const layout = layoutRing(view, metrics);
  const middle = metrics.size / 2;
  return (
    <figure className={`ring-drawing ring-${size}`}>
      <svg viewBox={`0 0 ${metrics.size} ${metrics.size}`} role="img" aria-label={ringWords(view)}>
        <circle className="ring-band" cx={middle} cy={middle} r={metrics.radius} strokeWidth={metrics.band} />
        {layout.beadAngle !== null && (
          <Bead angle={layout.beadAngle} leaseFraction={view.leaseFraction} metrics={metrics} />
        )}
        {layout.waiting.map(({ person, x, y, r }) => (
          <circle key={person.id} className="ring-waiting" data-author={person.color} cx={x} cy={y} r={r}>
            <title>{`${person.name} asked`}</title>
          </circle>
        ))}
        {layout.seats.map((seat) => (
          <SeatMark key={seat.person.id} seat={seat} metrics={metrics} />
        ))}
      </svg>
      {children && <figcaption className="ring-middle">{children}</figcaption>}
    </figure>
  );
}

/** Bead and arc are one body: drawn at the top, turned to the holder, moved by one turn on a pass. */
function Bead(props: { angle: number; leaseFraction: number | null; metrics: RingMetrics }) {
  const { angle, leaseFraction, metrics } = props;
  const turning = useTravel<SVGGElement>(angle);
  const middle = metrics.size / 2;
  const length = arcFraction(leaseFraction);
  return (
    <g transform={`rotate(${angle} ${middle} ${middle})`}>
      <g ref={turning} className="ring-turning">
        <circle
          className={leaseFraction === null ? "ring-arc ring-arc-free" : "ring-arc"}
          cx={middle}
          cy={middle}
          r={metrics.radius}
          strokeWidth={metrics.band}
          pathLength={1}
          strokeDasharray={`${length} 1`}
          transform={`rotate(-90 ${middle} ${middle})`}
        />
        <circle className="ring-halo" cx={middle} cy={middle - metrics.radius} r={metrics.bead * 1.75} />
        <circle className="ring-bead" cx={middle} cy={middle - metrics.radius} r={metrics.bead} />
        <circle
          className="ring-glint"
          cx={middle - metrics.bead * 0.28}
          cy={middle - metrics.radius - metrics.bead * 0.3}
          r={metrics.bead * 0.24}
        />
      </g>
    </g>
  );
}

function SeatMark({ seat, metrics }: { seat: Seat; metrics: RingMetrics }) {
  const { person, x, y, r, holds, lettered } = seat;
  return (
    <g
      className="ring-seat"
      data-author={person.color}
      data-state={person.state}
      data-holds={holds || undefined}
      data-dot={!lettered || undefined}
    >
      <title>{person.name}</title>
      <circle
        className="ring-disc"
        cx={x}
        cy={y}
        r={holds && !lettered ? Math.max(r, HOLDER_DOT_RADIUS) : r}
      />
      {person.state === "typing" && lettered && <circle className="ring-typing" cx={x} cy={y} r={r} />}
      {lettered && (
        <text className="ring-initials" x={x} y={y} dy="0.36em" fontSize={metrics.initials}>
          {person.initials}
        </text>
      )}
    </g>
  );
}
