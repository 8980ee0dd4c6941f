import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

/** More rows than this help nobody on a page; the whole list stands in the run's report. */
const shownMax = 100;

const countFormat = new Intl.NumberFormat("en-US");

export interface SkippedTableProps {
  readonly skipped: readonly { readonly subject: string; readonly place: string | null; readonly why: string }[];
}

/** What the ingest left out, and why: nothing is dropped in silence. */
export function SkippedTable({ skipped }: SkippedTableProps) {
  if (skipped.length === 0) return <p className="text-sm text-ink-muted">Nothing was left out.</p>;
  const rest = skipped.length - shownMax;
  return (
    <>
      <TableFrame label="What was left out">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>What</TableHeadCell>
              <TableHeadCell>Where</TableHeadCell>
              <TableHeadCell>Why</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {skipped.slice(0, shownMax).map(({ subject, place, why }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and the same line may come twice.
              <TableRow key={at}>
                <TableCell className="font-medium">{subject}</TableCell>
                <TableCell className="text-ink-muted">{place ?? "–"}</TableCell>
                <TableCell className="min-w-64">{why}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {rest > 0 ? (
        <p className="mt-2 text-xs text-ink-muted">{countFormat.format(rest)} more are in the report of the run.</p>
      ) : null}
    </>
  );
}
