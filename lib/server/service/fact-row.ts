import "server-only";
import type { TableBuilder } from "../../column/builder";
import type { FactPoint } from "../../fact/point";
import type { CompanyFacts } from "../../fact/select";
import type { DataSource } from "./choose-entries";

/** The facts of which `core_known_share` counts how many are known. */
const coreColumns = [
  "revenue",
  "operating_income",
  "net_income",
  "interest_expense",
  "operating_cash_flow",
  "total_assets",
  "total_liabilities",
  "total_debt",
  "cash",
  "equity",
  "shares_outstanding",
] as const;

/** What is said of a company's figures besides the figures. */
export interface FactOrigin {
  readonly dataSource: DataSource;
  /** Every filing date is an assumption, so that the age of the newest filing is not known. */
  readonly isAssumed: boolean;
}

/** The figure behind each column. */
export function listPoints(facts: CompanyFacts, columnIds: readonly string[]): ReadonlyMap<string, FactPoint> {
  return new Map(columnIds.map((id) => [id, facts.get(id)]));
}

/** Fills the cells that come from one company's facts, and those that say how good they are. */
export function fillFactRow(
  builder: TableBuilder,
  row: number,
  facts: CompanyFacts,
  points: ReadonlyMap<string, FactPoint>,
  { dataSource, isAssumed }: FactOrigin,
): void {
  const knownCount = coreColumns.filter((id) => facts.get(id).known).length;
  builder.setText("data_source", row, dataSource);
  builder.setNumber("core_known_share", row, knownCount / coreColumns.length);
  builder.setNumber("restated", row, facts.restated ? 1 : 0);
  builder.setNumber("failed_checks", row, facts.listChecks().filter(({ state }) => state === "fails").length);
  if (facts.newestFiled !== null && !isAssumed) {
    builder.setNumber("filing_age_days", row, facts.asOf - facts.newestFiled);
  }
  if (facts.newestPeriodEnd !== null) {
    builder.setNumber("period_age_days", row, facts.asOf - facts.newestPeriodEnd);
  }
  for (const [id, point] of points) {
    if (point.known) builder.setNumber(id, row, point.value);
    else builder.setMissing(id, row, point.reason);
  }
}
