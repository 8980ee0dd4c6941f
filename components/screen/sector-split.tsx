"use client";

import { formatCount, formatShare } from "#lib/util/number-text";
import type { SectorCount } from "#lib/workbench/summary";
import { Popover } from "@/components/ui/popover";

export interface SectorSplitProps {
  readonly sectors: readonly SectorCount[];
  readonly onChoose: (sector: string) => void;
}

/** How much of each sector is kept, as a small chart that opens into a table. */
export function SectorSplit({ sectors, onChoose }: SectorSplitProps) {
  const largest = Math.max(1, ...sectors.map((entry) => entry.total));
  const count = sectors.reduce((sum, entry) => sum + entry.count, 0);
  const leader = sectors.toSorted((left, right) => right.count - left.count)[0];
  return (
    <Popover
      label="Sectors"
      align="end"
      className="w-96 p-3"
      trigger={
        <button
          type="button"
          className="ml-auto hidden min-w-36 flex-col justify-between rounded-ui px-1 text-left hover:bg-hover sm:flex lg:hidden xl:flex"
        >
          <svg
            aria-hidden
            viewBox={`0 0 ${Math.max(1, sectors.length) * 3} 10`}
            preserveAspectRatio="none"
            className="mt-1 block h-6 w-full"
          >
            {sectors.map((entry, at) => (
              <g key={entry.sector}>
                <rect x={at * 3} y={10 - (entry.total / largest) * 10} width={2.3} height={10} className="fill-line" />
                <rect
                  x={at * 3}
                  y={10 - (entry.count / largest) * 10}
                  width={2.3}
                  height={(entry.count / largest) * 10}
                  className="fill-ink-muted"
                />
              </g>
            ))}
          </svg>
          <span className="flex min-h-6 items-center gap-1.5 text-xs text-ink-muted">
            {leader && count > 0 ? (
              <>
                <span className="max-w-40 truncate">{leader.sector}</span>
                <span className="font-medium text-ink">{formatShare(leader.count / count, 0)}</span>
              </>
            ) : (
              "Sectors"
            )}
          </span>
        </button>
      }
    >
      <table className="w-full text-sm">
        <caption className="sr-only">Companies by sector: in the result, and of all</caption>
        <thead>
          <tr className="text-xs text-ink-muted">
            <th scope="col" className="pb-1 text-left font-medium">
              Sector
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              Kept
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              of all
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              Share of result
            </th>
          </tr>
        </thead>
        <tbody>
          {sectors.map((entry) => (
            <tr key={entry.sector}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <button
                  type="button"
                  className="link min-h-6 text-left"
                  title={`Keep only ${entry.sector}`}
                  onClick={() => onChoose(entry.sector)}
                >
                  {entry.sector}
                </button>
              </th>
              <td className="text-right">{formatCount(entry.count)}</td>
              <td className="text-right text-ink-muted">{formatCount(entry.total)}</td>
              <td className="text-right">{count === 0 ? "–" : formatShare(entry.count / count, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Popover>
  );
}
