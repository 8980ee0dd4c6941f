import type { Sensitivity } from "#lib/screen/run/screen-doctor";
import { formatCount } from "#lib/util/number-text";

export interface SensitivityCurveProps {
  readonly curve: Sensitivity;
  /** A bound as it is written: `2.5x`. */
  readonly write: (bound: number) => string;
}

const endNames = { only: "bound", low: "least", high: "most" } as const;

/** How the count of the result follows one number of a clause, some steps to either side of where it stands. */
export function SensitivityCurve({ curve, write }: SensitivityCurveProps) {
  const { points, bound } = curve;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return null;
  const counts = points.map(({ count }) => count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const at = points.findIndex((point) => point.bound === bound);
  const now = points[at];
  const getX = (place: number) => (place / (points.length - 1)) * 100;
  const getY = (count: number) => (most === least ? 14 : 24 - ((count - least) / (most - least)) * 20);
  const line = points.map(({ count }, place) => `${place === 0 ? "M" : "L"}${getX(place)} ${getY(count)}`).join("");
  const label = `With the ${endNames[curve.end]} at ${write(first.bound)} ${formatCount(first.count)} companies pass, at ${write(bound)} ${formatCount(now?.count ?? 0)}, at ${write(last.bound)} ${formatCount(last.count)}.`;
  return (
    <figure className="mt-1.5">
      <div className="h-7">
        <svg
          role="img"
          aria-label={label}
          viewBox="0 0 100 28"
          preserveAspectRatio="none"
          className="block size-full overflow-visible"
        >
          <path d={line} className="fill-none stroke-accent stroke-[1.25] [vector-effect:non-scaling-stroke]" />
          <path
            d={`M${getX(at)} 0V28`}
            className="fill-none stroke-edge stroke-1 [stroke-dasharray:2_2] [vector-effect:non-scaling-stroke]"
          />
          {/* A line of no length with round ends is a disc, whatever the drawing is stretched to. */}
          {["stroke-surface stroke-10", "stroke-accent stroke-6"].map((stroke) => (
            <path
              key={stroke}
              d={`M${getX(at)} ${getY(now?.count ?? 0)}h0.01`}
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
              className={`fill-none ${stroke}`}
            />
          ))}
          {points.map((point, place) => (
            <rect key={point.bound} x={getX(place) - 5} y={0} width={10} height={28} className="fill-transparent">
              <title>{`${write(point.bound)}: ${formatCount(point.count)}`}</title>
            </rect>
          ))}
        </svg>
      </div>
      <figcaption aria-hidden className="flex justify-between text-2xs text-ink-faint">
        <CurveEnd bound={write(first.bound)} count={first.count} />
        <CurveEnd bound={write(last.bound)} count={last.count} />
      </figcaption>
    </figure>
  );
}

function CurveEnd({ bound, count }: { readonly bound: string; readonly count: number }) {
  return (
    <span>
      {bound} <span className="text-ink-muted">{formatCount(count)}</span>
    </span>
  );
}
