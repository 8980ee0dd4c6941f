import { formatRate } from "#lib/evidence/rate-text";
import type { Verdict } from "#lib/verdict/verdict";
import { joinClasses } from "@/components/ui/class-names";

export interface RateBar {
  readonly id: string;
  readonly label: string;
  /** Whose colour the bar has; null for a baseline. */
  readonly verdict: Verdict | null;
  /** Ratios; null where nothing is known or claimed. */
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many company-years the rate is of. */
  readonly n: number;
}

const fills: Readonly<Record<Verdict, string>> = {
  resilient: "fill-resilient",
  mixed: "fill-mixed",
  weak: "fill-weak",
  not_rated: "fill-unrated",
};

/** The end of the scale: the next multiple of a tenth above everything that is drawn. */
export function getScaleEnd(bars: readonly RateBar[]): number {
  const most = Math.max(0.1, ...bars.map(({ rate, high }) => Math.max(rate ?? 0, high ?? 0)));
  return Math.min(1, Math.ceil(most * 10) / 10);
}

/** Rates as points with their intervals on one scale. The numbers stand beside them as text. */
export function RateChart({ bars, end }: { readonly bars: readonly RateBar[]; readonly end: number }) {
  const place = (ratio: number) => `${(100 * Math.min(ratio, end)) / end}%`;
  return (
    <ul className="space-y-1">
      {bars.map(({ id, label, verdict, rate, low, high, n }) => (
        <li key={id} className="grid items-center gap-x-3 text-xs sm:grid-cols-[11rem_minmax(0,1fr)_11rem]">
          <span className={joinClasses(verdict === null && "text-ink-muted")}>{label}</span>
          <svg aria-hidden className="h-5 w-full overflow-visible">
            <line x1="0" x2="100%" y1="10" y2="10" className="stroke-line" />
            {low === null || high === null ? null : (
              <rect
                x={place(low)}
                width={place(Math.max(high - low, end / 200))}
                y="7"
                height="6"
                rx="3"
                className={joinClasses("opacity-35", verdict === null ? "fill-ink-faint" : fills[verdict])}
              />
            )}
            {rate === null ? null : (
              <circle cx={place(rate)} cy="10" r="5" className={verdict === null ? "fill-ink-muted" : fills[verdict]} />
            )}
          </svg>
          <span className="tabular-nums">
            {formatRate(rate)}
            <span className="text-ink-muted">
              {low === null || high === null ? "" : ` (${formatRate(low)} to ${formatRate(high)})`}, n {n}
            </span>
          </span>
        </li>
      ))}
      <li
        aria-hidden
        className="hidden text-2xs text-ink-faint sm:grid sm:grid-cols-[11rem_minmax(0,1fr)_11rem] sm:gap-x-3"
      >
        <span />
        <span className="flex justify-between">
          <span>0%</span>
          <span>{formatRate(end)}</span>
        </span>
      </li>
    </ul>
  );
}
