import { findFact, getReportedUnit } from "#lib/fact/definition/catalogue";
import type { FactEntry } from "#lib/fact/filed/entry";
import { type CompanyFacts, selectFacts } from "#lib/fact/select";
import { buildEntries, day } from "./build-entries";

/** Figures by fact, as of the end of 2025 or for that year; `fact@us-gaap:Tag` for another tag than the first. */
export type Figures = Readonly<Record<string, number>>;

export const filed = "2026-02-20";
export const yearEnd = `2025-12-31 @ ${filed}`;
export const beginning = `2024-12-31 @ ${filed}`;
export const year = `2025-01-01..2025-12-31 @ ${filed}`;

/** The figures of one annual report of 2025, or of other periods of the same form; flows and balances by their facts. */
export function buildFigures(figures: Figures, flowPeriod = year, balanceDay = yearEnd): FactEntry[] {
  return Object.entries(figures).flatMap(([key, value]) => {
    const [fact = "", ownTag] = key.split("@");
    const definition = findFact(fact);
    const tag = ownTag ?? definition?.tags[0]?.tag;
    if (!definition || !tag) throw new Error(`${key} is no tagged fact`);
    const period = definition.kind === "flow" ? flowPeriod : balanceDay;
    return buildEntries({ fact, tag, unit: getReportedUnit(definition), values: { [period]: value } });
  });
}

/** A company of which nothing is known but that its fiscal year 2025 has ended. */
const calendarFigures: Figures = {
  total_assets: 1000,
  liabilities_and_equity: 1000,
  revenue: 1,
  operating_cash_flow: 1,
};

/** The company with these figures in its annual report for 2025, as of the first of March 2026. */
export function selectFigures(figures: Figures, more: readonly FactEntry[] = []): CompanyFacts {
  return selectFacts([...buildFigures({ ...calendarFigures, ...figures }), ...more], day("2026-03-01"));
}
