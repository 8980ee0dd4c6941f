import "server-only";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { createTableBuilder, type TableBuilder } from "../../column/builder";
import { encodeSnapshot } from "../../column/snapshot";
import type { SnapshotInfo, SnapshotSource } from "../../column/snapshot-header";
import type { ColumnTable } from "../../column/table";
import { formatDay } from "../../fact/day";
import type { Day } from "../../fact/entry";
import { baseColumns } from "../../metric/base-columns";
import type { FactAnswers } from "../../screen/fact-answers";
import { listSnapshotColumns } from "../../verdict/snapshot-columns";
import { type Company, listCompanies } from "../db/company-repository";
import type { Database } from "../db/database";
import { streamFacts } from "../db/fact-repository";
import { type Constituent, getIndexSnapshot, type IndexSnapshot } from "../db/index-repository";
import { readLatestMonthlyPrices } from "../db/price-repository";
import { type BaseRate, readBaseRate } from "./base-rate";
import type { DataSource } from "./choose-entries";
import { FactFiller } from "./fact-filler";
import { getIndustry } from "./sic-industry";

/** The rules that turn facts into base columns. Raised when the same facts give other columns than before. */
export const baseFormulaVersion = "1";

/** The list of members that is screened. */
export const screenedIndex = "russell2000";

export interface SnapshotRequest {
  readonly sample: boolean;
  /** Nothing filed, listed or priced after this day counts. Left out: the day of the newest holdings. */
  readonly asOf?: Day;
  /** Only facts that were stored when this run was over. Left out: all. */
  readonly maxRunId?: number;
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
  /** What lies behind the facts; kept beside the snapshot. */
  readonly answers: FactAnswers;
}

/**
 * Builds the base columns of every constituent as they were known at a day: the newest holdings on or before it, and
 * filings up to it. The same database gives the same bytes. Null when no holdings are known at that day.
 */
export async function buildSnapshot(database: Database, request: SnapshotRequest): Promise<BuiltSnapshot | null> {
  const { sample } = request;
  const index = await getIndexSnapshot(database, { indexId: screenedIndex, sample }, request.asOf);
  if (index === null) return null;
  const asOf = request.asOf ?? index.asOfDay;
  const columnIds = listSnapshotColumns();
  const rows = [...index.constituents].sort((a, b) => (a.ticker < b.ticker ? -1 : a.ticker > b.ticker ? 1 : 0));
  const builder = createTableBuilder(
    rows.length,
    columnIds.map((id) => ({ id, type: textColumns.has(id) ? "text" : "number" })),
  );
  const companies = new Map((await listCompanies(database, sample)).map((company) => [company.id, company]));
  const market = await readMarket(database, sample, asOf);
  const rowsByCompany = new Map<number, number[]>();
  for (const [row, constituent] of rows.entries()) {
    const company = constituent.companyId === null ? undefined : companies.get(constituent.companyId);
    fillIdentity(builder, row, constituent, company, market);
    if (constituent.companyId === null) continue;
    const ofCompany = rowsByCompany.get(constituent.companyId) ?? [];
    rowsByCompany.set(constituent.companyId, [...ofCompany, row]);
  }
  const filler = new FactFiller(builder, asOf, sample, columnIds, rows.length);
  const companyIds = [...rowsByCompany.keys()].sort((a, b) => a - b);
  request.onStart?.(companyIds.length);
  const view = { companyIds, ...(request.maxRunId === undefined ? {} : { maxRunId: request.maxRunId }) };
  for await (const { companyId, entries } of streamFacts(database, view)) {
    filler.fill(rowsByCompany.get(companyId) ?? [], entries);
    request.onCompany?.();
  }
  const table = builder.build();
  const info: SnapshotInfo = {
    asOf: formatDay(asOf),
    sample,
    formulaVersion: baseFormulaVersion,
    sources: [...describeMarket(index, market), ...filler.listSources()],
    counts: { constituents: rows.length, ...filler.counts },
  };
  const bytes = encodeSnapshot(info, table);
  return {
    hash: createHash("sha256").update(bytes).digest("hex"),
    bytes,
    asOf,
    info,
    table,
    answers: filler.buildAnswers(),
  };
}

const textColumns: ReadonlySet<string> = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));

interface Market {
  readonly baseRate: BaseRate;
  readonly capBySecurity: ReadonlyMap<number, number>;
  readonly newestCapDay: Day | null;
}

/** A market value older than this says too little of a small company. */
const quoteAgeDaysMax = 62;

async function readMarket(database: Database, sample: boolean, asOf: Day): Promise<Market> {
  const prices = await readLatestMonthlyPrices(database, asOf - quoteAgeDaysMax, asOf);
  const quoted = prices.filter(({ marketCapUsd }) => marketCapUsd !== null);
  return {
    baseRate: await readBaseRate(database, sample, asOf),
    capBySecurity: new Map(
      quoted.flatMap(({ securityId, marketCapUsd }) => (marketCapUsd === null ? [] : [[securityId, marketCapUsd]])),
    ),
    newestCapDay: quoted.reduce<Day | null>((newest, { day }) => Math.max(newest ?? day, day), null),
  };
}

function fillIdentity(
  builder: TableBuilder,
  row: number,
  constituent: Constituent,
  company: Company | undefined,
  market: Market,
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
  if (constituent.priceUsd !== null) builder.setNumber("price", row, constituent.priceUsd);
  if (constituent.weight !== null) builder.setNumber("weight", row, constituent.weight);
  builder.setNumber("base_rate", row, market.baseRate.value);
  const security = company?.securities.find(({ ticker }) => ticker === constituent.ticker);
  const marketCap = security === undefined ? undefined : market.capBySecurity.get(security.id);
  if (marketCap !== undefined) builder.setNumber("market_cap_quoted", row, marketCap);
}

function describeMarket(index: IndexSnapshot, { baseRate, capBySecurity, newestCapDay }: Market): SnapshotSource[] {
  const listed = {
    name: basename(index.sourceName),
    kind: "holdings",
    asOf: formatDay(index.asOfDay),
    records: index.constituents.length,
  };
  const rate = { name: baseRate.seriesId, kind: "rates", asOf: formatDay(baseRate.day), records: 1 };
  if (newestCapDay === null) return [listed, rate];
  return [
    listed,
    rate,
    { name: "Month-end market value", kind: "prices", asOf: formatDay(newestCapDay), records: capBySecurity.size },
  ];
}
