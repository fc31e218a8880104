interface RingGlyphProps {
  /** Where the bead is, as a share of the circle clockwise from the top. */
  at?: number;
  /** Gold where the reader holds the ring, otherwise ink. */
  held?: boolean;
  /** Named images are read aloud; without a name the mark is decoration. */
  label?: string;
  /** The bead goes round: the loading mark. */
  turning?: boolean;
  className?: string;
}

const MIDDLE = 8;
const RADIUS = 5.25;

/** The ring at 16 px: lists, wordmark, favicon, loading. */
export function RingGlyph({
  at = 0.125,
  held = true,
  label,
  turning = false,
  className = "",
}: RingGlyphProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={`ring-glyph ${className}`}
      data-held={held || undefined}
      data-turning={turning || undefined}
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      <circle className="glyph-line" cx={MIDDLE} cy={MIDDLE} r={RADIUS} />
      <g transform={`rotate(${Math.round(at * 360)} ${MIDDLE} ${MIDDLE})`}>
        <circle className="glyph-bead" cx={MIDDLE} cy={MIDDLE - RADIUS} r={2.6} />
      </g>
    </svg>
  );
}
