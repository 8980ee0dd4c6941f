import Link from "next/link";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatCount, formatShareDown } from "#lib/util/number-text";
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

/** A sum that must hold within a filing, and how many companies it was held against. */
export interface CheckView {
  readonly id: string;
  readonly label: string;
  readonly because: string;
  readonly holds: number;
  readonly fails: number;
}

export interface CheckTableProps {
  readonly checks: readonly CheckView[];
  /** Companies that fail at least one, with how many they fail. */
  readonly failing: readonly { readonly ticker: string; readonly name: string; readonly count: number }[];
  /** What keeps a link on the data and the policy of the page. */
  readonly viewSearch: string;
}

const shownMax = 40;

/** The sums that filings are held to, and the companies whose filings break one. */
export function CheckTable({ checks, failing, viewSearch }: CheckTableProps) {
  const rest = failing.length - shownMax;
  return (
    <>
      <TableFrame label="Cross-checks">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>Check</TableHeadCell>
              <TableHeadCell isNumber>Holds</TableHeadCell>
              <TableHeadCell isNumber>Fails</TableHeadCell>
              <TableHeadCell isNumber className={wideColumnClass}>
                Share that holds
              </TableHeadCell>
              <TableHeadCell className={wideColumnClass}>Why it must</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ id, label, because, holds, fails }) => (
              <TableRow key={id}>
                <TableCell className="min-w-48 font-medium">
                  {label}
                  <NarrowNote>{because}</NarrowNote>
                </TableCell>
                <TableCell isNumber>{formatCount(holds)}</TableCell>
                <TableCell isNumber className={fails > 0 ? "text-danger" : "text-ink-faint"}>
                  {formatCount(fails)}
                </TableCell>
                <TableCell isNumber className={wideColumnClass}>
                  {formatShareDown(holds + fails === 0 ? null : holds / (holds + fails), 1)}
                </TableCell>
                <TableCell className={joinClasses("min-w-64 text-ink-muted", wideColumnClass)}>{because}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {failing.length > 0 ? (
        <p className="mt-2 max-w-5xl text-sm text-pretty text-ink-muted">
          <Link
            href={`/screen?q=failed_checks%20%3E%200${viewSearch.replace("?", "&")}`}
            prefetch={false}
            className="link"
          >
            {formatCount(failing.length)} {failing.length === 1 ? "company fails" : "companies fail"} a check
          </Link>
          :{" "}
          {failing.slice(0, shownMax).map(({ ticker, name, count }, index) => (
            <span key={ticker}>
              {index > 0 ? ", " : ""}
              <Link href={buildCompanyHref(ticker, viewSearch)} prefetch={false} className="link" title={name}>
                {ticker}
              </Link>
              {count > 1 ? ` (${count})` : ""}
            </span>
          ))}
          {rest > 0 ? ` and ${formatCount(rest)} more` : ""}.
        </p>
      ) : null}
    </>
  );
}
