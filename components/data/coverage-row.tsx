"use client";

import { ChevronRight } from "lucide-react";
import { formatCount, formatShareDown } from "#lib/util/number-text";
import { ShareBar } from "@/components/chart/share-bar";
import { joinClasses } from "@/components/ui/class-names";
import { TableCell, TableRow } from "@/components/ui/table";
import { CoverageDetail } from "./coverage-detail";
import type { CoverageMeasure, CoverageScope, CoverageView } from "./coverage-view";

export interface CoverageRowProps {
  readonly view: CoverageView;
  readonly scope: CoverageScope;
  readonly measure: CoverageMeasure;
  readonly sectors: readonly (string | null)[];
  readonly snapshot: string;
  readonly viewSearch: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One fact or metric: what is known of it, by sector; opened, why the rest is not. */
export function CoverageRow({
  view,
  scope,
  measure,
  sectors,
  snapshot,
  viewSearch,
  isOpen,
  onToggle,
}: CoverageRowProps) {
  const tally = view.scopes[scope];
  const share = tally.shares[measure];
  const detailId = `coverage-${view.id}`;
  return (
    <>
      <TableRow>
        <th scope="row" className="sticky left-0 bg-surface px-1.5 py-0.5 text-left align-baseline font-normal">
          <button
            type="button"
            aria-expanded={isOpen}
            {...(isOpen ? { "aria-controls": detailId } : {})}
            onClick={onToggle}
            className="flex min-h-6 items-center gap-1 pr-1.5 text-left hover:text-accent sm:whitespace-nowrap"
          >
            <ChevronRight
              aria-hidden
              size={14}
              className={joinClasses(
                "shrink-0 text-ink-faint transition-transform duration-100",
                isOpen && "rotate-90",
              )}
            />
            {view.label}
          </button>
        </th>
        <TableCell isNumber>{formatCount(tally.known)}</TableCell>
        <TableCell>
          <span className="flex items-center justify-end gap-2">
            <ShareBar
              parts={[{ id: "share", share: share ?? 0, fill: "fill-accent" }]}
              className="hidden h-1.5 w-12 overflow-hidden rounded-ui bg-hover sm:block"
            />
            <span className="w-11 text-right">{formatShareDown(share, 1)}</span>
          </span>
        </TableCell>
        {sectors.map((sector, index) => (
          <SectorCell key={sector} share={tally.sectors[index]?.[measure] ?? null} />
        ))}
      </TableRow>
      {isOpen ? (
        <tr id={detailId} className="border-b last:border-b-0">
          <td colSpan={3 + sectors.length} className="bg-canvas p-0">
            <div className="sticky left-0 w-[min(100%,calc(100vw-2.25rem))] px-4 py-3">
              <CoverageDetail view={view} scope={scope} snapshot={snapshot} viewSearch={viewSearch} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** The ground by how much is missing, from nothing on. Text stays readable on the deepest: 4.5:1 in both themes. */
const shades = [
  undefined,
  "bg-mixed/1",
  "bg-mixed/2",
  "bg-mixed/3",
  "bg-mixed/4",
  "bg-mixed/5",
  "bg-mixed/6",
  "bg-mixed/7",
  "bg-mixed/8",
  "bg-mixed/9",
  "bg-mixed/10",
  "bg-mixed/11",
  "bg-mixed/12",
  "bg-mixed/13",
  "bg-mixed/14",
  "bg-mixed/15",
  "bg-mixed/16",
  "bg-mixed/17",
  "bg-mixed/18",
  "bg-mixed/19",
  "bg-mixed/20",
  "bg-mixed/21",
  "bg-mixed/22",
  "bg-mixed/23",
  "bg-mixed/24",
  "bg-mixed/25",
  "bg-mixed/26",
] as const;

function SectorCell({ share }: { readonly share: number | null }) {
  const shade = share === null ? 0 : Math.round((1 - share) * (shades.length - 1));
  return (
    <td
      className={joinClasses(
        "px-1 text-right align-baseline text-xs",
        share === null ? "text-ink-faint" : undefined,
        shades[shade],
      )}
    >
      {formatShareDown(share, 0)}
    </td>
  );
}
