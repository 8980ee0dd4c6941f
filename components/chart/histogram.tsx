export interface HistogramProps {
  /** Of each slice of equally many companies, the share that the other filters keep, 0 to 1. */
  readonly shares: readonly number[];
  /** The chosen range as places between 0 and 1. */
  readonly from: number;
  readonly to: number;
}

function drawBars(shares: readonly number[], isDrawn: (middle: number) => boolean): string {
  const bins = shares.length;
  return shares
    .map((share, bin) =>
      share > 0 && isDrawn((bin + 0.5) / bins) ? `M${bin + 0.08} 1V${(1 - share).toFixed(3)}h.84V1Z` : "",
    )
    .join("");
}

/**
 * The universe as an even ground (each slice holds equally many companies) with what the other filters keep of it in
 * front; what lies outside the range is pale.
 */
export function Histogram({ shares, from, to }: HistogramProps) {
  const isInside = (middle: number) => middle >= from && middle <= to;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(1, shares.length)} 1`}
      preserveAspectRatio="none"
      className="block h-7 w-full rounded-t-ui bg-sunken"
    >
      <path d={drawBars(shares, (middle) => !isInside(middle))} className="fill-ink-faint/35" />
      <path d={drawBars(shares, isInside)} className="fill-accent/75" />
    </svg>
  );
}
