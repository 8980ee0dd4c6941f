"use client";

import { useState } from "react";
import type { Value } from "#lib/expr/vector";
import type { SortKey } from "#lib/screen/screen";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { createSentRows, densities, type SentRow, type TableRows } from "#lib/workbench/column/table-model";
import { CompanyTable } from "@/components/company-table/company-table";
import { ScrollingTable } from "@/components/company-table/scrolling-table";
import type { Shading } from "@/components/company-table/standing";
import { useColumnLayout } from "@/components/company-table/use-column-layout";
import {
  NarrowNote,
  Table,
  TableCell,
  TableFrame,
  TableHeadCell,
  TableRow,
  wideColumnClass,
} from "@/components/ui/table";
import { Specimen } from "./specimen";

const number = (value: number): Value => ({ type: "number", value });
const missing = (reason: "not_reported" | "no_debt" | "not_meaningful" | "stale"): Value => ({
  type: "missing",
  reason,
});
const verdict = (value: string): Value => ({ type: "text", value });

const head = (
  expression: string,
  label: string,
  type: ColumnHead["type"],
  format: ColumnHead["format"],
  better: ColumnHead["better"],
): ColumnHead => ({ expression, label, description: null, type, format, better });

const heads: readonly ColumnHead[] = [
  head("verdict", "Verdict", "text", "text", "none"),
  head("interest_cover", "Interest cover", "number", "times", "higher"),
  head("net_debt_to_ebitda", "Net debt / EBITDA", "number", "times", "lower"),
  head("roic", "Return on capital", "number", "percent", "higher"),
  head("market_cap", "Market cap", "number", "usd", "none"),
];

const row = (ticker: string, name: string, cells: readonly Value[], more: Partial<SentRow> = {}): SentRow => ({
  ticker,
  name,
  gap: null,
  isProvisional: false,
  reported: null,
  ...more,
  cells,
});

const sent: readonly SentRow[] = [
  row("SPCA", "Specimen Castings", [verdict("resilient"), number(8.4), number(0.6), number(0.152), number(2.31e9)]),
  row("SPCB", "Specimen Brands", [verdict("mixed"), number(2.1), number(3.4), number(0.061), number(8.4e8)]),
  row(
    "SPCC",
    "Specimen Carriers",
    [verdict("weak"), number(-0.7), missing("not_meaningful"), number(-0.048), number(1.9e8)],
    {
      reported: "mixed",
    },
  ),
  row(
    "SPCD",
    "Specimen Data",
    [verdict("resilient"), missing("no_debt"), number(-1.2), number(0.224), number(4.05e9)],
    {
      isProvisional: true,
    },
  ),
  row("SPCE", "Specimen Estates", [
    verdict("not_rated"),
    missing("stale"),
    missing("not_reported"),
    missing("stale"),
    number(3.3e8),
  ]),
];

const standings = [
  [0, 18, 6, 17, 14],
  [0, 9, 16, 11, 8],
  [0, 1, 0, 2, 3],
  [0, 0, 1, 20, 18],
  [0, 0, 0, 0, 5],
] as const;

const rows: TableRows = {
  ...createSentRows(sent, sent.length),
  getStanding: (index, column) => standings[index]?.[column] ?? 0,
};

const shadings = { compact: "off", normal: "bars", roomy: "sector" } as const satisfies Record<string, Shading>;
const names = { compact: "Compact, 24 px", normal: "Normal, 30 px, bars", roomy: "Roomy, 38 px, shades" } as const;

const noLayout = { widths: {}, pinned: [] };

/** The plain table, and the table of companies at its three heights of rows. */
export function TableSpecimens() {
  const layout = useColumnLayout(noLayout);
  const [sort, setSort] = useState<readonly SortKey[]>([{ expression: "interest_cover", descending: true }]);
  return (
    <>
      <Specimen label="Plain" layout="stack">
        <TableFrame label="A plain table">
          <Table>
            <thead>
              <tr>
                <TableHeadCell>Source</TableHeadCell>
                <TableHeadCell className={wideColumnClass}>What it holds</TableHeadCell>
                <TableHeadCell isNumber unit="%">
                  Coverage
                </TableHeadCell>
              </tr>
            </thead>
            <tbody>
              {[
                { source: "Filings", holds: "Figures of each report", coverage: "94.1" },
                { source: "Holdings", holds: "Constituents with their weights", coverage: "100.0" },
              ].map(({ source, holds, coverage }) => (
                <TableRow key={source}>
                  <TableCell>
                    {source}
                    <NarrowNote>{holds}</NarrowNote>
                  </TableCell>
                  <TableCell className={wideColumnClass}>{holds}</TableCell>
                  <TableCell isNumber>{coverage}</TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      </Specimen>
      {densities.map((density) => (
        <Specimen key={density} label={names[density]} layout="stack">
          <div className="flex h-64 flex-col overflow-hidden rounded-ui border">
            <CompanyTable
              label={`Companies, ${density}`}
              heads={heads}
              rows={rows}
              sort={sort}
              onSortChange={setSort}
              actions={{
                sortBy: (expression, descending) => setSort([{ expression, descending }]),
              }}
              layout={layout}
              density={density}
              shading={shadings[density]}
              currentTicker={density === "normal" ? "SPCB" : null}
              viewSearch=""
              renderFrame={(frame) => <ScrollingTable {...frame} scrollKey={`design-${density}`} />}
            />
          </div>
        </Specimen>
      ))}
    </>
  );
}
