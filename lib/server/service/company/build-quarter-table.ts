import "server-only";
import { createTableBuilder } from "#lib/column/builder";
import type { ColumnTable } from "#lib/column/table";
import type { HistoryMode } from "#lib/contract/history";
import { missingTextCode } from "#lib/expr/vector";
import { parseColumnId } from "#lib/fact/definition/column-id";
import type { Day } from "#lib/fact/filed/entry";
import { sameDateMargin } from "#lib/fact/filed/period";
import type { QuarterReport } from "#lib/fact/quarter-reports";
import { type CompanyFacts, selectFacts, selectFactsThrough } from "#lib/fact/select";
import { baseColumns } from "#lib/metric/base-columns";
import { createBreath } from "#lib/server/breathe";
import type { MonthlyPrice } from "#lib/server/db/repository/price";
import type { BaseRate } from "#lib/server/snapshot/base-rate";
import { computeFactRow, fillFactRow } from "#lib/server/snapshot/column/fact-row";
import { choosePrice, quoteAgeDaysMax } from "#lib/server/snapshot/quotes";
import { knownCode } from "#lib/util/missing";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import type { SnapshotFacts } from "./company-facts";

/** A quarter as a row of the table: whose price and rate count on which day. */
export interface QuarterRow extends QuarterReport {
  readonly pricedOn: Day;
}

export interface QuarterTableInput {
  readonly selected: SnapshotFacts;
  readonly asOf: Day;
  readonly mode: HistoryMode;
  readonly quarters: readonly QuarterRow[];
  /** The company's row of the snapshot, for what does not change: sector, SIC, exchange. */
  readonly identity: { readonly table: ColumnTable; readonly row: number };
  /** Month-end prices, from the oldest. */
  readonly prices: readonly MonthlyPrice[];
  readonly readRate: (day: Day) => BaseRate;
}

const textIds: ReadonlySet<string> = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));
const constantIds = ["ticker", "name", "sector", "industry", "exchange", "cik"] as const;

/**
 * The base columns of one company at the ends of its quarters: the rows are the quarters, in the order given. A quarter
 * takes some 6 ms, between which others have their turns.
 */
export async function buildQuarterTable(input: QuarterTableInput): Promise<ColumnTable> {
  const { selected, quarters, identity } = input;
  const columnIds = listSnapshotColumns();
  const factIds = columnIds.filter((id) => parseColumnId(id) !== null);
  const builder = createTableBuilder(
    quarters.length,
    columnIds.map((id) => ({ id, type: textIds.has(id) ? "text" : "number" })),
  );
  const breathe = createBreath();
  for (const [row, quarter] of quarters.entries()) {
    await breathe();
    for (const id of constantIds) {
      const text = readText(identity, id);
      if (text !== null) builder.setText(id, row, text);
    }
    const sic = readNumber(identity, "sic");
    if (sic !== null) builder.setNumber("sic", row, sic);
    builder.setNumber("base_rate", row, input.readRate(quarter.pricedOn).value);
    const quote = input.prices.findLast(({ day }) => day <= quarter.pricedOn);
    const price = choosePrice(quarter.pricedOn, [quote && { day: quote.day, priceUsd: quote.closeUsd }]);
    if (price === "stale") builder.setMissing("price", row, "stale");
    else if (price !== null) builder.setNumber("price", row, price);
    if (quote?.marketCapUsd != null && quarter.pricedOn - quote.day <= quoteAgeDaysMax) {
      builder.setNumber("market_cap_quoted", row, quote.marketCapUsd);
    }
    const facts = selectQuarter(input, quarter);
    if (facts) fillFactRow(builder, row, factIds, computeFactRow(facts, factIds, selected));
  }
  return builder.build();
}

/** The figures of a quarter, or null where the mode knows none: an older quarter never stands in for it. */
function selectQuarter({ selected, asOf, mode }: QuarterTableInput, { end, filed }: QuarterRow): CompanyFacts | null {
  if (mode === "as_filed") return filed === null ? null : selectFacts(selected.history, filed);
  const facts = selectFactsThrough(selected.history, asOf, end);
  const newest = facts.newestPeriodEnd;
  return newest !== null && Math.abs(newest - end) <= sameDateMargin ? facts : null;
}

function readText({ table, row }: QuarterTableInput["identity"], id: string): string | null {
  const vector = table.getVector(id);
  const code = vector?.type === "text" ? vector.codes[row] : undefined;
  return vector?.type !== "text" || code === undefined || code === missingTextCode
    ? null
    : (vector.dictionary[code] ?? null);
}

function readNumber({ table, row }: QuarterTableInput["identity"], id: string): number | null {
  const vector = table.getVector(id);
  return vector?.type === "number" && vector.reasons[row] === knownCode ? (vector.values[row] ?? null) : null;
}
