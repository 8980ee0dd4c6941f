import { baselineLabels } from "#lib/evidence/evidence-choice";
import type { KeptComparison } from "#lib/evidence/kept-evidence";
import { formatDifference, formatRate } from "#lib/evidence/rate-text";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { judgeComparison } from "./judge-comparison";

export interface ComparisonTableProps {
  readonly label: string;
  readonly comparisons: readonly KeptComparison[];
}

/** How a policy did against each baseline that picks as many companies. */
export function ComparisonTable({ label, comparisons }: ComparisonTableProps) {
  return (
    <TableFrame label={label}>
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Instead of the policy</TableHeadCell>
            <TableHeadCell isNumber>Its rate</TableHeadCell>
            <TableHeadCell isNumber>Policy's rate</TableHeadCell>
            <TableHeadCell isNumber unit="points">
              Policy better by
            </TableHeadCell>
            <TableHeadCell>So the policy is</TableHeadCell>
            <TableHeadCell>Year by year</TableHeadCell>
            <TableHeadCell isNumber>Rows without it</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {comparisons.map((each) => (
            <TableRow key={each.baseline}>
              <TableCell className="whitespace-nowrap first-letter:uppercase">
                {baselineLabels[each.baseline]}
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {formatRate(each.baselineRate)}
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {formatRate(each.policyRate)}
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {formatDifference(each.difference)}
                {each.low === null ? null : (
                  <span className="ml-1 text-xs text-ink-muted">
                    {formatDifference(each.low)} to {formatDifference(each.high)}
                  </span>
                )}
              </TableCell>
              <TableCell className="text-xs whitespace-nowrap">
                {judgeComparison(each) ?? "no claim: too few companies"}
              </TableCell>
              <TableCell className="text-xs whitespace-nowrap text-ink-muted">
                {each.byYear.map(([year, value]) => `${year} ${formatDifference(value)}`).join(", ")}
              </TableCell>
              <TableCell isNumber className="text-xs text-ink-muted">
                {each.missing} of {each.n}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
