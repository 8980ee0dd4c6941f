import { formatCount } from "#lib/util/number-text";
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

/** What stands in sight; the rest opens on demand, and the whole list is in the run's report. */
const shownMax = 15;
const listedMax = 200;

interface Skipped {
  readonly subject: string;
  readonly place: string | null;
  readonly why: string;
}

/** What the ingest left out, and why: nothing is dropped in silence. */
export function SkippedTable({ skipped }: { readonly skipped: readonly Skipped[] }) {
  if (skipped.length === 0) return <p className="text-sm text-ink-muted">Nothing was left out.</p>;
  const more = skipped.slice(shownMax, listedMax);
  const rest = skipped.length - listedMax;
  return (
    <>
      <SkippedRows label="What was left out" rows={skipped.slice(0, shownMax)} />
      {more.length > 0 ? (
        <details className="mt-2">
          <summary className="link inline-block min-h-6 text-sm">Show {formatCount(more.length)} more</summary>
          <div className="mt-2">
            <SkippedRows label="More that was left out" rows={more} />
          </div>
        </details>
      ) : null}
      {rest > 0 ? (
        <p className="mt-2 text-xs text-ink-muted">
          {formatCount(rest)} more are in the report of the run, under <code>ingest/</code> in the data folder.
        </p>
      ) : null}
    </>
  );
}

function SkippedRows({ label, rows }: { readonly label: string; readonly rows: readonly Skipped[] }) {
  return (
    <TableFrame label={label}>
      <Table>
        <thead>
          <tr>
            <TableHeadCell>What</TableHeadCell>
            <TableHeadCell className={wideColumnClass}>Where</TableHeadCell>
            <TableHeadCell>Why</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ subject, place, why }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and the same line may come twice.
            <TableRow key={at}>
              <TableCell className="font-medium">{subject}</TableCell>
              <TableCell className={joinClasses("text-ink-muted", wideColumnClass)}>{place ?? "–"}</TableCell>
              <TableCell className="md:min-w-64">
                {why}
                {place === null ? null : <NarrowNote className="wrap-anywhere">{place}</NarrowNote>}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
