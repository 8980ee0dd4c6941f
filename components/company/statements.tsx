"use client";

import { type ReactNode, useState } from "react";
import type { StatementCell, StatementLine, Statements } from "#lib/contract/statement";
import { formatNumber, getHeadUnit } from "#lib/metric/format";
import { MissingMark } from "@/components/layout/missing-mark";
import { joinClasses } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { Table, TableFrame, TableHeadCell } from "@/components/ui/table";
import { FailedChecks } from "./failed-checks";
import { useOpenTrace } from "./trace-provider";

type Span = "year" | "quarter";

const monthFormat = new Intl.DateTimeFormat("en-US", { month: "short", year: "numeric", timeZone: "UTC" });
const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

export interface StatementTableProps {
  readonly statements: Statements;
  /** Whether the company is a bank, an insurer or the like, whose statements have lines of their own. */
  readonly isFinancial: boolean;
  readonly badge: ReactNode;
}

/** The statements as one table; each figure opens the filings that it came from. */
export function StatementTable({ statements, isFinancial, badge }: StatementTableProps) {
  const [span, setSpan] = useState<Span>("year");
  const ends = span === "year" ? statements.yearEnds : statements.quarterEnds;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label="Periods"
            value={span}
            onValueChange={setSpan}
            options={[
              { value: "year", label: "Fiscal years" },
              { value: "quarter", label: "Quarters" },
            ]}
          />
          {badge}
        </div>
        <p className="text-xs text-ink-faint">
          US$ in millions.{" "}
          <span className="underline decoration-line-strong decoration-dotted underline-offset-4">Dotted</span>:
          calculated from reported figures.
        </p>
      </div>
      <TableFrame
        label={span === "year" ? "Statements by fiscal year" : "Statements by quarter"}
        // Texts for screen readers are placed absolutely; they must scroll with their cells.
        className="relative"
      >
        <Table className="text-xs">
          <thead>
            <tr>
              <TableHeadCell className="sticky left-0 z-10 min-w-44 bg-surface">
                <span className="sr-only">Line</span>
              </TableHeadCell>
              <TableHeadCell isNumber className="bg-sunken">
                {span === "year" ? "TTM, latest" : "Latest"}
              </TableHeadCell>
              {ends.map((end) => (
                <TableHeadCell key={end} isNumber>
                  {monthFormat.format(new Date(`${end}T00:00:00Z`))}
                </TableHeadCell>
              ))}
            </tr>
          </thead>
          {chooseLines(statements.sections, isFinancial).map(({ id, label, lines }) => (
            <tbody key={id}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={ends.length + 2}
                  className="border-b border-line-strong bg-sunken/60 px-3 pt-3 pb-1 text-left text-xs font-semibold"
                >
                  {label}
                </th>
              </tr>
              {lines.map((line) => (
                <StatementRow key={line.fact} line={line} span={span} ends={ends} />
              ))}
            </tbody>
          ))}
        </Table>
      </TableFrame>
      <FailedChecks checks={statements.failedChecks} />
    </>
  );
}

const linesOfFinancials = new Set(["net_interest_income", "provision_credit_losses", "loans_net", "deposits"]);

/** EBIT stands in for operating income where a company reports none; net interest of a borrower is no income. */
function chooseLines(sections: Statements["sections"], isFinancial: boolean): Statements["sections"] {
  return sections
    .map((section) => {
      const hasOperatingIncome = section.lines.some(({ fact }) => fact === "operating_income");
      return {
        ...section,
        lines: section.lines.filter(
          ({ fact }) => !(fact === "ebit" && hasOperatingIncome) && (isFinancial || !linesOfFinancials.has(fact)),
        ),
      };
    })
    .filter(({ lines }) => lines.length > 0);
}

interface StatementRowProps {
  readonly line: StatementLine;
  readonly span: Span;
  readonly ends: readonly string[];
}

const totals = new Set([
  "revenue",
  "gross_profit",
  "operating_income",
  "ebit",
  "net_income",
  "operating_cash_flow",
  "total_assets",
  "total_debt",
  "total_liabilities",
  "equity",
]);

function StatementRow({ line, span, ends }: StatementRowProps) {
  const cells = span === "year" ? line.years : line.quarters;
  const unit = line.format === "usd" ? null : getHeadUnit(line.format);
  return (
    <tr className={joinClasses("border-b last:border-b-0 hover:bg-hover/60", totals.has(line.fact) && "font-medium")}>
      <th
        scope="row"
        className={joinClasses(
          "sticky left-0 z-10 bg-surface px-3 py-1 text-left font-normal",
          totals.has(line.fact) ? "font-medium" : "text-ink-muted",
        )}
      >
        {line.label}
        {unit ? <span className="ml-1 font-normal text-ink-faint">{unit}</span> : null}
      </th>
      <Figure cell={line.latest} line={line} period="latest" end={null} />
      {cells.map((cell, index) => (
        <Figure key={ends[index]} cell={cell} line={line} period={span} end={ends[index] ?? null} />
      ))}
    </tr>
  );
}

interface FigureProps {
  readonly cell: StatementCell;
  readonly line: StatementLine;
  readonly period: "latest" | Span;
  readonly end: string | null;
}

const periodNames = { latest: "latest", year: "fiscal year to", quarter: "quarter to" } as const;

function Figure({ cell, line, period, end }: FigureProps) {
  const open = useOpenTrace();
  const periodLabel =
    end === null
      ? "twelve months or newest balance"
      : `${periodNames[period]} ${dayFormat.format(new Date(`${end}T00:00:00Z`))}`;
  return (
    <td className={joinClasses("p-0 text-right", period === "latest" && "bg-sunken")}>
      <button
        type="button"
        onClick={() => open({ kind: "figure", fact: line.fact, period, end, label: line.label, periodLabel })}
        className={joinClasses(
          "h-7 w-full min-w-16 px-3 text-right -outline-offset-2 hover:bg-accent-soft hover:text-accent",
          cell.value !== null &&
            cell.isCalculated &&
            "underline decoration-line-strong decoration-dotted underline-offset-4",
        )}
      >
        {cell.value === null ? <MissingMark reason={cell.missing} /> : formatNumber(cell.value, line.format)}
      </button>
    </td>
  );
}
