import "server-only";
import type { TableBuilder } from "#lib/column/builder";
import type { CompanyFacts } from "#lib/fact/select";
import { getReason, getReasonCode, knownCode } from "#lib/util/missing";
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

/** The cells of one company: plain values, which pass from thread to thread. */
export interface FactRow {
  readonly dataSource: DataSource;
  /** The cells that say how good the figures are, by column. */
  readonly marks: ReadonlyMap<string, number>;
  /** By column asked for: the value, and `knownCode` or the code of the reason why there is none. */
  readonly values: Float64Array;
  readonly reasons: Uint8Array;
}

/** Computes the cells of some columns from one company's facts, and those that say how good they are. */
export function computeFactRow(
  facts: CompanyFacts,
  columnIds: readonly string[],
  { dataSource, isAssumed }: FactOrigin,
): FactRow {
  const values = new Float64Array(columnIds.length).fill(Number.NaN);
  const reasons = new Uint8Array(columnIds.length);
  for (const [index, id] of columnIds.entries()) {
    const point = facts.get(id);
    if (point.known) values[index] = point.value;
    reasons[index] = point.known ? knownCode : getReasonCode(point.reason);
  }
  const knownCount = coreColumns.filter((id) => facts.get(id).known).length;
  const marks = new Map([
    ["core_known_share", knownCount / coreColumns.length],
    ["restated", facts.restated ? 1 : 0],
    ["failed_checks", facts.listChecks().filter(({ state }) => state === "fails").length],
  ]);
  if (facts.newestFiled !== null && !isAssumed) marks.set("filing_age_days", facts.asOf - facts.newestFiled);
  if (facts.newestPeriodEnd !== null) marks.set("period_age_days", facts.asOf - facts.newestPeriodEnd);
  // All years of a schedule are of one day; its first year alone may be from a newer balance sheet.
  const scheduled = facts.get("debt_due_2y");
  if (scheduled.known) marks.set("schedule_age_days", facts.asOf - scheduled.end);
  return { dataSource, marks, values, reasons };
}

/** Writes the cells of the columns that they were computed for into a row of the table. */
export function fillFactRow(
  builder: TableBuilder,
  row: number,
  columnIds: readonly string[],
  { dataSource, marks, values, reasons }: FactRow,
): void {
  builder.setText("data_source", row, dataSource);
  for (const [id, value] of marks) builder.setNumber(id, row, value);
  for (const [index, id] of columnIds.entries()) {
    const reason = getReason(reasons[index] ?? -1);
    if (reason === null) builder.setNumber(id, row, values[index] ?? Number.NaN);
    else builder.setMissing(id, row, reason);
  }
}
