import { formatWithUnit } from "#lib/metric/format";
import type { Parameter } from "#lib/metric/parameter";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { SourceNote } from "./source-note";

/** The numbers of the policy, with the range in which each may be set. */
export function ParameterTable({ parameters }: { readonly parameters: readonly Parameter[] }) {
  return (
    <TableFrame label="Parameters of the policy" className="relative">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Parameter</TableHeadCell>
            <TableHeadCell isNumber>Value</TableHeadCell>
            <TableHeadCell isNumber>Range</TableHeadCell>
            <TableHeadCell>Source</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ id, label, value, format, min, max, source }) => (
            <TableRow key={id} id={`parameter-${id}`}>
              <TableCell>
                {label} <span className="font-mono text-2xs text-ink-faint">{id}</span>
              </TableCell>
              <TableCell isNumber className="font-medium whitespace-nowrap">
                {formatWithUnit(value, format)}
              </TableCell>
              <TableCell isNumber className="text-xs whitespace-nowrap text-ink-muted">
                {formatWithUnit(min, format)} to {formatWithUnit(max, format)}
              </TableCell>
              <TableCell className="min-w-64 text-xs">
                <SourceNote source={source} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
