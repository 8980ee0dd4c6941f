import type { TargetOutcome } from "#lib/coverage/coverage-target";
import { formatCount, formatShareDown } from "#lib/util/number-text";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

/** What must be known of companies with filings, and whether it is. */
export function TargetTable({ outcomes }: { readonly outcomes: readonly TargetOutcome[] }) {
  return (
    <TableFrame label="Coverage to reach">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Figure</TableHeadCell>
            <TableHeadCell isNumber>Known</TableHeadCell>
            <TableHeadCell isNumber>Of</TableHeadCell>
            <TableHeadCell isNumber>Share</TableHeadCell>
            <TableHeadCell isNumber>To reach</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">Outcome</span>
            </TableHeadCell>
            <TableHeadCell>Among</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ target, known, total, missing, share, isReached }) => (
            <TableRow key={target.id}>
              <TableCell className="font-medium whitespace-nowrap">{target.label}</TableCell>
              <TableCell isNumber>{formatCount(known.count)}</TableCell>
              <TableCell isNumber>
                {formatCount(total.count - missing.not_applicable.count - missing.no_debt.count)}
              </TableCell>
              <TableCell isNumber>{formatShareDown(share, 1)}</TableCell>
              <TableCell isNumber className="text-ink-muted">
                {formatShareDown(target.shareMin, 0)}
              </TableCell>
              <TableCell>
                {share === null ? (
                  <Badge>No such company</Badge>
                ) : (
                  <Badge tone={isReached ? "accent" : "danger"}>{isReached ? "Reached" : "Not reached"}</Badge>
                )}
              </TableCell>
              <TableCell className="min-w-40 text-ink-muted">{target.amongLabel ?? "all of them"}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
