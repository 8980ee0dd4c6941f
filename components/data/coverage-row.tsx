"use client";

import { ChevronRight } from "lucide-react";
import { formatCount, formatShareDown } from "#lib/util/number-text";
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
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One fact or metric: what is known of it, by sector; opened, why the rest is not. */
export function CoverageRow({ view, scope, measure, sectors, snapshot, isOpen, onToggle }: CoverageRowProps) {
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
            <span aria-hidden className="hidden h-1.5 w-12 overflow-hidden rounded-ui bg-hover sm:block">
              <span className="block h-full bg-accent" style={{ width: `${(share ?? 0) * 100}%` }} />
            </span>
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
              <CoverageDetail view={view} scope={scope} snapshot={snapshot} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Text stays readable on the deepest shade: 4.5:1 in both themes. */
const shadeMax = 26;

function SectorCell({ share }: { readonly share: number | null }) {
  const shade = share === null ? 0 : Math.round((1 - share) * shadeMax);
  return (
    <td
      className={joinClasses("px-1 text-right align-baseline text-xs", share === null ? "text-ink-faint" : undefined)}
      style={shade === 0 ? undefined : { background: `color-mix(in oklab, var(--color-mixed) ${shade}%, transparent)` }}
    >
      {formatShareDown(share, 0)}
    </td>
  );
}
