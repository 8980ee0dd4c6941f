import type { SnapshotSource } from "#lib/column/snapshot-header";
import { formatIsoDate } from "#lib/util/date-text";
import { formatCount } from "#lib/util/number-text";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

/** The files and services that the current snapshot was made from. */
export function SourceTable({ sources }: { readonly sources: readonly SnapshotSource[] }) {
  return (
    <TableFrame label="Sources">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Source</TableHeadCell>
            <TableHeadCell>Recognised as</TableHeadCell>
            <TableHeadCell>As of</TableHeadCell>
            <TableHeadCell isNumber>Records</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <TableRow key={`${source.kind} ${source.name}`}>
              <TableCell className="min-w-40 font-medium wrap-anywhere">{source.name}</TableCell>
              <TableCell>{source.kind.replaceAll("_", " ")}</TableCell>
              <TableCell className="whitespace-nowrap">
                {source.asOf === null ? "–" : formatIsoDate(source.asOf)}
              </TableCell>
              <TableCell isNumber>{formatCount(source.records)}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
