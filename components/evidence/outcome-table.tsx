import { outcomeLabels } from "#lib/evidence/evidence-choice";
import type { KeptRate } from "#lib/evidence/kept-evidence";
import { outcomeIds } from "#lib/evidence/outcome/outcome";
import { formatRate } from "#lib/evidence/rate-text";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

/** How often each outcome followed each verdict of one policy, with what is not known beside it. */
export function OutcomeTable({ label, rates }: { readonly label: string; readonly rates: readonly KeptRate[] }) {
  return (
    <TableFrame label={label}>
      <Table>
        <thead>
          <tr>
            <TableHeadCell>What followed</TableHeadCell>
            {verdictIds.map((verdict) => (
              <TableHeadCell key={verdict} isNumber>
                {verdictLabels[verdict]}
              </TableHeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomeIds.map((outcome) => (
            <TableRow key={outcome}>
              <TableCell className="min-w-56">{outcomeLabels[outcome]}</TableCell>
              {verdictIds.map((verdict) => {
                const found = rates.find((rate) => rate.outcome === outcome && rate.verdict === verdict);
                return (
                  <TableCell key={verdict} isNumber className="whitespace-nowrap">
                    {formatRate(found?.rate ?? null)}
                    <span className="block text-2xs text-ink-muted">
                      {found?.low == null ? "" : `${formatRate(found.low)} to ${formatRate(found.high)}, `}n{" "}
                      {found?.n ?? 0}, {found?.unknown ?? 0} unknown
                    </span>
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
