import Link from "next/link";
import type { UnfiledConstituent } from "#lib/coverage/unfiled-constituents";
import { dataGapMeanings } from "#lib/metric/data-gap";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatCount, formatShare } from "#lib/util/number-text";
import { joinClasses } from "@/components/ui/class-names";
import {
  NarrowNote,
  Table,
  TableCell,
  TableFrame,
  TableHeadCell,
  TableRow,
  wideColumnClass,
} from "@/components/ui/table";

const shownMax = 10;

export interface NoFiguresTableProps {
  readonly constituents: readonly UnfiledConstituent[];
  /** What keeps a link on the data and the policy of the page. */
  readonly viewSearch: string;
}

/** Constituents without figures of any kind, with the reason. */
export function NoFiguresTable({ constituents, viewSearch }: NoFiguresTableProps) {
  if (constituents.length === 0) return <p className="text-sm text-ink-muted">Every constituent has figures.</p>;
  const more = constituents.slice(shownMax);
  return (
    <>
      <Rows label="Constituents without figures" rows={constituents.slice(0, shownMax)} viewSearch={viewSearch} />
      {more.length > 0 ? (
        <details className="mt-2">
          <summary className="link inline-block min-h-6 text-sm">Show {formatCount(more.length)} more</summary>
          <div className="mt-2">
            <Rows label="More constituents without figures" rows={more} viewSearch={viewSearch} />
          </div>
        </details>
      ) : null}
    </>
  );
}

interface RowsProps {
  readonly label: string;
  readonly rows: readonly UnfiledConstituent[];
  readonly viewSearch: string;
}

function Rows({ label, rows, viewSearch }: RowsProps) {
  return (
    <TableFrame label={label}>
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Ticker</TableHeadCell>
            <TableHeadCell>Name</TableHeadCell>
            <TableHeadCell className={wideColumnClass}>Sector</TableHeadCell>
            <TableHeadCell isNumber>Weight</TableHeadCell>
            <TableHeadCell className={wideColumnClass}>CIK</TableHeadCell>
            <TableHeadCell className={wideColumnClass}>Why</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ticker, name, sector, weight, cik, gap }) => (
            <TableRow key={ticker}>
              <TableCell>
                <Link href={buildCompanyHref(ticker, viewSearch)} prefetch={false} className="link font-medium">
                  {ticker}
                </Link>
              </TableCell>
              <TableCell>
                {name}
                <NarrowNote>
                  {sector ?? "–"}. {explain(gap)}
                </NarrowNote>
              </TableCell>
              <TableCell className={joinClasses("text-ink-muted", wideColumnClass)}>{sector ?? "–"}</TableCell>
              <TableCell isNumber>{weight === null ? "–" : formatShare(weight, 2)}</TableCell>
              <TableCell className={joinClasses("text-ink-muted", wideColumnClass)}>{cik ?? "–"}</TableCell>
              <TableCell className={joinClasses("min-w-64 text-ink-muted", wideColumnClass)}>{explain(gap)}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function explain(gap: UnfiledConstituent["gap"]): string {
  return gap === null ? "No source holds figures of it." : dataGapMeanings[gap];
}
