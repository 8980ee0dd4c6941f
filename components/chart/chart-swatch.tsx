import { dashPatterns, referenceClasses, seriesClasses } from "./chart-theme";

export interface SeriesSwatchProps {
  readonly kind: "bar" | "line" | "dashes";
  /** The place of the series. */
  readonly at: number;
}

/** How a series is drawn, in small. */
export function SeriesSwatch({ kind, at }: SeriesSwatchProps) {
  return (
    <svg width={14} height={8} aria-hidden className={`shrink-0 ${seriesClasses[at % seriesClasses.length]}`}>
      {kind === "bar" ? (
        <rect x={3} width={8} height={8} className="fill-current opacity-78" />
      ) : (
        <>
          <path
            d="M0 4h14"
            className="fill-none stroke-current"
            strokeWidth={kind === "dashes" ? 1.5 : 2}
            strokeDasharray={kind === "dashes" ? dashPatterns.dashes.join(" ") : undefined}
          />
          {kind === "line" ? <circle cx={7} cy={4} r={2.5} className="fill-current" /> : null}
        </>
      )}
    </svg>
  );
}

/** How a line of reference is drawn, in small. */
export function ReferenceSwatch({ tone }: { readonly tone: "weak" | "resilient" }) {
  return (
    <svg width={14} height={8} aria-hidden className={`shrink-0 ${referenceClasses[tone]}`}>
      <path
        d="M0 4h14"
        className="fill-none stroke-current stroke-[1.25]"
        strokeDasharray={dashPatterns[tone].join(" ")}
      />
    </svg>
  );
}
