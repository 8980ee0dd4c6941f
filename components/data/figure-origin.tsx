import { formatWithUnit } from "#lib/metric/format";
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

const origins = {
  filings: {
    label: "Filings",
    meaning: "Every figure comes from a filing with the SEC, with its accession number and filing date.",
  },
  second_hand: {
    label: "Second-hand",
    meaning:
      "Figures from a fundamentals file. Where the file gives no filing date, it is taken to be 90 days after a year's end and 45 days after a quarter's.",
  },
  sample: { label: "Sample", meaning: "Generated figures of fictional companies." },
  none: { label: "None", meaning: "Listed in the index, but no source has figures; such a company is never rated." },
} as const;

export interface FigureOriginProps {
  readonly counts: readonly { readonly text: string; readonly count: number }[];
  readonly total: number;
}

/** How many companies have figures of which kind, and what each kind is worth. */
export function FigureOrigin({ counts, total }: FigureOriginProps) {
  return (
    <TableFrame label="Companies by the origin of their figures">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Origin</TableHeadCell>
            <TableHeadCell isNumber>Companies</TableHeadCell>
            <TableHeadCell isNumber>Share</TableHeadCell>
            <TableHeadCell className={wideColumnClass}>What it is</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ text, count }) => {
            const origin = origins[text as keyof typeof origins] ?? { label: text, meaning: "" };
            return (
              <TableRow key={text}>
                <TableCell className="font-medium">
                  {origin.label}
                  <NarrowNote>{origin.meaning}</NarrowNote>
                </TableCell>
                <TableCell isNumber>{formatCount(count)}</TableCell>
                <TableCell isNumber>{formatWithUnit(total === 0 ? 0 : count / total, "percent")}</TableCell>
                <TableCell className={joinClasses("min-w-64 text-ink-muted", wideColumnClass)}>
                  {origin.meaning}
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
    </TableFrame>
  );
}
