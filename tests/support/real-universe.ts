import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createTableBuilder } from "#lib/column/builder";
import type { ColumnTable } from "#lib/column/table";
import { parseColumnId } from "#lib/fact/definition/column-id";
import { selectFacts } from "#lib/fact/select";
import { baseColumns } from "#lib/metric/base-columns";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { chooseEntries } from "#lib/server/snapshot/column/choose-entries";
import { computeFactRow, fillFactRow } from "#lib/server/snapshot/column/fact-row";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { type FundConstituent, parseHoldingsCsv } from "#lib/source/holdings-csv";
import { parseSicCsv } from "#lib/source/sic-csv";
import { parseTickerMap } from "#lib/source/ticker-map";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { requireValue } from "./read-fixture";

const holdingsName = "holdings/IWM_2026-05-05.csv";

/** The effective federal funds rate of November 2025, the newest in the folder of real input. */
const baseRate = 0.0388;

/**
 * The base columns of every constituent whose filings lie in the folder of real input, read as an ingest reads them but
 * without a database: filings as of the day of the newest holdings, prices from these holdings. About a minute.
 */
export async function readRealUniverse(folder: string): Promise<ColumnTable> {
  const constituents = await readConstituents(folder);
  const { sicByCik } = requireValue(parseSicCsv(await readFile(join(folder, "companyfacts/sic.csv"), "utf8")));
  const text = await readFile(join(folder, holdingsName), "utf8");
  const { asOf } = requireValue(parseHoldingsCsv(text, { fileName: basename(holdingsName) }));
  const archive = await openZip(join(folder, "companyfacts/companyfacts.zip"), (name) => name.endsWith(".json"), 1e8);
  if (!archive.ok) throw new Error(archive.error);

  const columnIds = listSnapshotColumns();
  const factIds = columnIds.filter((id) => parseColumnId(id) !== null);
  const textIds = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));
  const listed = archive.value.members.filter(({ name }) => constituents.has(readCik(name)));
  const builder = createTableBuilder(
    listed.length,
    columnIds.map((id) => ({ id, type: textIds.has(id) ? "text" : "number" })),
  );
  for (const [row, member] of listed.entries()) {
    const bytes = await member.read();
    if (!bytes.ok) throw new Error(bytes.error);
    const { cik, name, entries } = requireValue(parseCompanyFacts(bytes.value.toString("utf8")));
    const constituent = constituents.get(cik);
    builder.setText("name", row, name);
    builder.setNumber("base_rate", row, baseRate);
    if (constituent) builder.setText("ticker", row, constituent.ticker);
    if (constituent?.sector) builder.setText("sector", row, constituent.sector);
    if (constituent?.priceUsd) builder.setNumber("price", row, constituent.priceUsd);
    const sic = sicByCik.get(cik);
    if (sic !== undefined) builder.setNumber("sic", row, sic);
    const chosen = chooseEntries(entries, asOf, false);
    const facts = selectFacts(chosen.entries, asOf);
    const origin = { dataSource: chosen.dataSource, isAssumed: false };
    fillFactRow(builder, row, factIds, computeFactRow(facts, factIds, origin));
  }
  archive.value.close();
  return builder.build();
}

async function readConstituents(folder: string): Promise<ReadonlyMap<number, FundConstituent>> {
  const map = requireValue(
    parseTickerMap(await readFile(join(folder, "companyfacts/company_tickers_exchange.json"), "utf8")),
  );
  const text = await readFile(join(folder, holdingsName), "utf8");
  const holdings = requireValue(parseHoldingsCsv(text, { fileName: basename(holdingsName) }));
  const constituents = new Map<number, FundConstituent>();
  for (const constituent of holdings.constituents) {
    const cik = map.find(constituent.ticker)?.cik;
    if (cik !== undefined && !constituents.has(cik)) constituents.set(cik, constituent);
  }
  return constituents;
}

function readCik(memberName: string): number {
  return Number(/CIK(\d{10})\.json$/.exec(memberName)?.[1]);
}
