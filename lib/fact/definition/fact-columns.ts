import type { FactUnit } from "./definition";
import { type FactName, factNames } from "./fact-name";

/**
 * A base column that comes from filings, in the shape of the language's `Definition` (lib/expr/scope), which this
 * folder must not import.
 */
export interface FactColumn {
  readonly kind: "column";
  readonly id: string;
  readonly type: "number";
  readonly unit: FactUnit;
  readonly label: string;
  /** Trailing twelve months, balances and fiscal years are lagged by years, quarters by quarters. */
  readonly lag: "year" | "quarter";
}

function listColumns(fact: FactName): readonly FactColumn[] {
  const shared = { kind: "column", type: "number", unit: fact.unit } as const;
  if (fact.kind === "balance") {
    return [
      { ...shared, id: fact.id, label: fact.label, lag: "year" },
      { ...shared, id: `${fact.id}_fy`, label: `${fact.label}, end of fiscal year`, lag: "year" },
    ];
  }
  return [
    { ...shared, id: fact.id, label: fact.label, lag: "year" },
    { ...shared, id: `${fact.id}_fy`, label: `${fact.label}, fiscal year`, lag: "year" },
    { ...shared, id: `${fact.id}_q`, label: `${fact.label}, quarter`, lag: "quarter" },
  ];
}

/**
 * Every column that facts give: `revenue` (trailing twelve months, or the newest balance), `revenue_fy` (newest fiscal
 * year, or the balance at its end), `revenue_q` (newest quarter, flows only).
 */
export const factColumns: readonly FactColumn[] = factNames.flatMap(listColumns);
