import type { PeerStanding } from "#lib/contract/peer";
import { formatWithUnit } from "#lib/metric/format";
import { FigureButton } from "./figure-button";

export interface PeersStripProps {
  readonly standings: readonly PeerStanding[];
}

/** Where the company stands among its sector: a mark on the line of percentiles, the better end always on the right. */
export function PeersStrip({ standings }: PeersStripProps) {
  return (
    <ul className="grid gap-x-8 md:grid-cols-2">
      {standings.map(({ metric, value, percentile, peers, quartiles }) => {
        const isReversed = metric.better === "lower";
        const place = isReversed ? 1 - percentile : percentile;
        const [low, median, high] = quartiles.map((each) => formatWithUnit(each, metric.format));
        return (
          <li key={metric.id} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 border-b py-2 text-xs">
            <span className="text-ink-muted" title={peers}>
              {metric.label}
            </span>
            <FigureButton
              request={{
                kind: "expression",
                expression: `pct(${metric.id}, sector)`,
                label: `${metric.label}, percentile`,
              }}
              className="text-right text-sm font-medium"
            >
              {formatWithUnit(value, metric.format)}
            </FigureButton>
            <div className="col-span-2 mt-1.5 flex items-center gap-3">
              <div aria-hidden className="relative h-1.5 flex-1 rounded-ui bg-hover">
                <span className="absolute inset-y-0 left-1/4 w-1/2 bg-line-strong/70" />
                <span className="absolute -inset-y-0.5 left-1/2 w-px bg-ink-faint" />
                <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
                  <circle
                    cx={`${Math.min(99, Math.max(1, place * 100))}%`}
                    cy="50%"
                    r={4}
                    className="fill-accent stroke-surface stroke-2"
                  />
                </svg>
              </div>
              <span className="w-36 text-right text-ink-faint">
                {metric.better === "none" ? "above" : "better than"} {Math.round(place * 100)}% of peers
              </span>
              <span className="sr-only">
                Middle half from {low} to {high}, median {median}. {peers}.
              </span>
            </div>
            <div className="col-span-2 mt-0.5 text-2xs text-ink-faint" aria-hidden>
              Middle half {isReversed ? `${high} to ${low}` : `${low} to ${high}`}, median {median}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
