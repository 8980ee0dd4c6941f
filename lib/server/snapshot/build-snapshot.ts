import "server-only";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { createTableBuilder, type TableBuilder } from "#lib/column/builder";
import { encodeSnapshot } from "#lib/column/snapshot";
import type { SnapshotInfo, SnapshotSource } from "#lib/column/snapshot-header";
import type { ColumnTable } from "#lib/column/table";
import type { FactAnswers } from "#lib/coverage/fact-answers";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { baseColumns } from "#lib/metric/base-columns";
import type { DataGap } from "#lib/metric/data-gap";
import { createBreath } from "#lib/server/breathe";
import type { DatabaseView } from "#lib/server/db/database";
import { getHistoryFolder } from "#lib/server/db/history/history-file";
import { type Company, listCompanies } from "#lib/server/db/repository/company";
import {
  type ConstituentRow,
  getIndexSnapshot,
  getOldestIndexSnapshot,
  type IndexSnapshot,
} from "#lib/server/db/repository/index";
import { type MonthlyPrice, readLatestMonthlyPrices } from "#lib/server/db/repository/price";
import type { DataSource } from "#lib/server/snapshot/column/choose-entries";
import { computeColumns } from "#lib/server/snapshot/column/compute-columns";
import { FactFiller } from "#lib/server/snapshot/column/fact-filler";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { type BaseRate, readBaseRate } from "./base-rate";
import { choosePrice, listPricedSecurities, quoteAgeDaysMax } from "./quotes";
import { getIndustry } from "./sic-industry";

/** The rules that turn facts into base columns. Raised when the same facts give other columns than before. */
export const baseFormulaVersion = "7";

/** The list of constituents that is screened. */
export const screenedIndex = "russell2000";

export interface SnapshotRequest {
  readonly sample: boolean;
  /** Nothing filed, listed or priced after this day counts. Left out: the day of the newest holdings. */
  readonly asOf?: Day;
  /** Only facts that were stored when this run was over. Left out: all. */
  readonly maxRunId?: number;
  /** BALLAST_HOME, where copies of figures are kept that are faster to read. Left out: the database alone is read. */
  readonly home?: string;
  /** Called with the number of companies before the first, for a display of progress. */
  readonly onStart?: (companyCount: number) => void;
  /** Called after each company that has facts. */
  readonly onCompany?: () => void;
}

/** A snapshot that has been built and is not written yet. */
export interface BuiltSnapshot {
  readonly hash: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly asOf: Day;
  readonly info: SnapshotInfo;
  readonly table: ColumnTable;
  /** The company of each row; null for a constituent that is matched to none. */
  readonly companyIds: readonly (number | null)[];
  /** What lies behind the facts; kept beside the snapshot. */
  readonly answers: FactAnswers;
}

/**
 * Builds the base columns of every constituent as they were known at a day: the newest holdings on or before it, and
 * filings, prices and rates up to it. Before the oldest holdings their list stands in, without its weights and prices;
 * the day of the list in the snapshot's sources then lies after the day of the snapshot. The same database gives the
 * same bytes. Null when no holdings are known at all.
 */
export async function buildSnapshot(database: DatabaseView, request: SnapshotRequest): Promise<BuiltSnapshot | null> {
  const { sample } = request;
  const key = { indexId: screenedIndex, sample };
  const index = (await getIndexSnapshot(database, key, request.asOf)) ?? (await getOldestIndexSnapshot(database, key));
  if (index === null) return null;
  const asOf = request.asOf ?? index.asOfDay;
  const breathe = createBreath();
  const columnIds = listSnapshotColumns();
  const rows = orderLines(index, asOf);
  const builder = createTableBuilder(
    rows.length,
    columnIds.map((id) => ({ id, type: textColumns.has(id) ? "text" : "number" })),
  );
  const companies = new Map((await listCompanies(database, sample)).map((company) => [company.id, company]));
  const market = await readMarket(database, sample, asOf);
  const listedTickers = new Set(rows.map(({ ticker }) => ticker));
  const rowsByCompany = new Map<number, number[]>();
  const gaps = new Map<number, DataGap>();
  for (const [row, constituent] of rows.entries()) {
    const company = constituent.companyId === null ? undefined : companies.get(constituent.companyId);
    fillIdentity(builder, row, constituent, company);
    fillMarket(builder, row, { constituent, listedDay: index.asOfDay, listedTickers }, company, market);
    gaps.set(row, company === undefined ? "unmatched" : company.cik === null ? "no_cik" : "no_filings");
    if (constituent.companyId === null) continue;
    const ofCompany = rowsByCompany.get(constituent.companyId) ?? [];
    rowsByCompany.set(constituent.companyId, [...ofCompany, row]);
  }
  const filler = new FactFiller(builder, asOf, sample, columnIds, rows.length);
  const companyIds = [...rowsByCompany.keys()].sort((a, b) => a - b);
  request.onStart?.(companyIds.length);
  const view = {
    companyIds,
    maxFiled: asOf,
    ...(request.maxRunId === undefined ? {} : { maxRunId: request.maxRunId }),
    ...(request.home === undefined ? {} : { historyFolder: getHistoryFolder(request.home) }),
  };
  for await (const { companyId, columns } of computeColumns(database, view, filler.request)) {
    const companyRows = rowsByCompany.get(companyId) ?? [];
    if (typeof columns !== "string") filler.fill(companyRows, columns);
    for (const row of companyRows) {
      if (typeof columns !== "string") gaps.delete(row);
      else if (columns !== "no_filings") gaps.set(row, columns);
    }
    request.onCompany?.();
  }
  for (const [row, gap] of gaps) builder.setText("data_gap", row, gap);
  await breathe();
  const table = builder.build();
  const info: SnapshotInfo = {
    asOf: formatDay(asOf),
    sample,
    formulaVersion: baseFormulaVersion,
    sources: [...describeMarket(index, market), ...filler.listSources()],
    counts: { constituents: rows.length, ...filler.counts },
  };
  await breathe();
  const bytes = encodeSnapshot(info, table);
  await breathe();
  return {
    hash: createHash("sha256").update(bytes).digest("hex"),
    bytes,
    asOf,
    info,
    table,
    companyIds: rows.map(({ companyId }) => companyId),
    answers: filler.buildAnswers(),
  };
}

/**
 * The lines in the order of tickers; those of companies that a heavier one stands for come last, so that the table of
 * companies (lib/screen/universe/company-lines) is the beginning of that of lines.
 */
function orderLines({ constituents, asOfDay }: IndexSnapshot, asOf: Day): readonly ConstituentRow[] {
  const getWeight = ({ weight }: ConstituentRow): number => (asOfDay <= asOf ? (weight ?? 0) : 0);
  const sorted = [...constituents].sort((a, b) => (a.ticker < b.ticker ? -1 : a.ticker > b.ticker ? 1 : 0));
  const mains = new Map<number, ConstituentRow>();
  for (const line of sorted) {
    if (line.companyId === null) continue;
    const main = mains.get(line.companyId);
    if (main === undefined || getWeight(line) > getWeight(main)) mains.set(line.companyId, line);
  }
  const isMain = (line: ConstituentRow): boolean => line.companyId === null || mains.get(line.companyId) === line;
  return [...sorted.filter(isMain), ...sorted.filter((line) => !isMain(line))];
}

const textColumns: ReadonlySet<string> = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));

interface Market {
  readonly baseRate: BaseRate;
  readonly asOf: Day;
  /** The newest month-end price and market value of each security. */
  readonly quoteBySecurity: ReadonlyMap<number, MonthlyPrice>;
}

async function readMarket(database: DatabaseView, sample: boolean, asOf: Day): Promise<Market> {
  const quotes = await readLatestMonthlyPrices(database, asOf - quoteAgeDaysMax, asOf);
  return {
    asOf,
    baseRate: await readBaseRate(database, sample, asOf),
    quoteBySecurity: new Map(quotes.map((quote) => [quote.securityId, quote])),
  };
}

function fillIdentity(
  builder: TableBuilder,
  row: number,
  constituent: ConstituentRow,
  company: Company | undefined,
): void {
  builder.setText("ticker", row, constituent.ticker);
  builder.setText("name", row, company?.name ?? constituent.nameListed);
  if (constituent.sector !== null) builder.setText("sector", row, constituent.sector);
  if (constituent.exchange !== null) builder.setText("exchange", row, constituent.exchange);
  builder.setText("data_source", row, "none" satisfies DataSource);
  if (company?.cik) builder.setText("cik", row, String(company.cik).padStart(10, "0"));
  if (company?.sic) {
    builder.setNumber("sic", row, company.sic);
    const industry = getIndustry(company.sic);
    if (industry !== null) builder.setText("industry", row, industry);
  }
}

/** A line of a list of constituents, with the list that it stands in. */
interface ListLine {
  readonly constituent: ConstituentRow;
  readonly listedDay: Day;
  readonly listedTickers: ReadonlySet<string>;
}

function fillMarket(
  builder: TableBuilder,
  row: number,
  { constituent, listedDay, listedTickers }: ListLine,
  company: Company | undefined,
  { asOf, baseRate, quoteBySecurity }: Market,
): void {
  const priced = listPricedSecurities(company?.securities ?? [], constituent.ticker, listedTickers);
  const quote = priced.flatMap(({ id }) => quoteBySecurity.get(id) ?? []).at(0);
  const price = choosePrice(asOf, [
    { day: listedDay, priceUsd: constituent.priceUsd },
    quote && { day: quote.day, priceUsd: quote.closeUsd },
  ]);
  if (price === "stale") builder.setMissing("price", row, "stale");
  else if (price !== null) builder.setNumber("price", row, price);
  if (constituent.weight !== null && listedDay <= asOf) builder.setNumber("weight", row, constituent.weight);
  builder.setNumber("base_rate", row, baseRate.value);
  if (quote?.marketCapUsd != null) builder.setNumber("market_cap_quoted", row, quote.marketCapUsd);
}

function describeMarket(index: IndexSnapshot, { baseRate, quoteBySecurity }: Market): SnapshotSource[] {
  const listed = {
    name: basename(index.sourceName),
    kind: "holdings",
    asOf: formatDay(index.asOfDay),
    records: index.constituents.length,
  };
  const rate = { name: baseRate.seriesId, kind: "rates", asOf: formatDay(baseRate.day), records: 1 };
  const quotes = [...quoteBySecurity.values()];
  if (quotes.length === 0) return [listed, rate];
  const newest = quotes.reduce((latest, { day }) => Math.max(latest, day), quotes[0]?.day ?? 0);
  return [listed, rate, { name: "Month-end prices", kind: "prices", asOf: formatDay(newest), records: quotes.length }];
}
