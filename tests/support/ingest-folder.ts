import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";
import { ZipFile } from "yazl";
import type { Database } from "#lib/server/db/database";
import { silentProgress } from "#lib/server/ingest/progress";
import type { IngestReport } from "#lib/server/ingest/report";
import { defaultIngestOptions, type IngestOptions, runIngest } from "#lib/server/ingest/run-ingest";
import { day } from "./build-entries";

/** A folder that is removed when the test ends. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ballast-ingest-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file of a folder of sources, making the folders above it. */
export async function writeSource(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

export interface HoldingLine {
  readonly ticker: string;
  readonly name: string;
  readonly price?: number;
}

/** A holdings file as the fund writes it: mark, preamble, header, quoted cells, footer. */
export function writeHoldings(date: string, lines: readonly HoldingLine[], fund = "iShares Russell 2000 ETF"): string {
  const rows = lines.map(({ ticker, name, price = 10 }) => {
    const weight = (100 / lines.length).toFixed(4);
    return `"${ticker}","${name}","Industrials","Equity","1,000.00","${weight}","1,000.00","100.00","${price}","United States","NYSE","USD","1.00","USD","-"`;
  });
  return [
    `\uFEFF${fund}`,
    `Fund Holdings as of,"${date}"`,
    "\u00A0",
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Quantity,Price,Location,Exchange,Currency,FX Rate,Market Currency,Accrual Date",
    ...rows,
    "\u00A0",
    '"The content is for\ninformation only."',
  ].join("\n");
}

export interface ReportedFigure {
  readonly tag: string;
  readonly start?: string;
  readonly end: string;
  readonly value: number;
  readonly filed: string;
  readonly form?: string;
  readonly accession?: string;
  readonly unit?: string;
}

/** A companyfacts document of one company. */
export function writeCompanyfacts(cik: number, name: string, figures: readonly ReportedFigure[]): string {
  const tags: Record<string, { label: string; units: Record<string, unknown[]> }> = {};
  for (const { tag, start, end, value, filed, form = "10-K", accession, unit = "USD" } of figures) {
    const units = tags[tag]?.units ?? {};
    const accn = accession ?? `${String(cik).padStart(10, "0")}-${filed.slice(2, 4)}-000001`;
    const row = { ...(start === undefined ? {} : { start }), end, val: value, accn, fy: null, fp: null, form, filed };
    tags[tag] = { label: tag, units: { ...units, [unit]: [...(units[unit] ?? []), row] } };
  }
  return JSON.stringify({ cik, entityName: name, facts: { "us-gaap": tags } });
}

/** The annual figures of a company for some years, filed two months after each year's end. */
export function listAnnualFigures(revenueByYear: Readonly<Record<number, number>>): readonly ReportedFigure[] {
  return Object.entries(revenueByYear).flatMap(([year, revenue]) => {
    const period = { end: `${year}-12-31`, filed: `${Number(year) + 1}-02-25` };
    return [
      { tag: "Revenues", start: `${year}-01-01`, value: revenue, ...period },
      { tag: "NetIncomeLoss", start: `${year}-01-01`, value: revenue / 10, ...period },
      { tag: "Assets", value: revenue * 2, ...period },
      { tag: "StockholdersEquity", value: revenue, ...period },
    ];
  });
}

/** EDGAR's ticker map. */
export function writeTickerMap(entries: readonly (readonly [cik: number, ticker: string, title: string])[]): string {
  return JSON.stringify(
    Object.fromEntries(entries.map(([cik_str, ticker, title], index) => [index, { cik_str, ticker, title }])),
  );
}

/** Writes an archive of companyfacts. */
export async function writeArchive(path: string, members: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** A folder with three companies: one with filings, one with second-hand figures, one with nothing. */
export async function writeSmallFolder(folder: string): Promise<void> {
  await writeSource(
    folder,
    "holdings/IWM.csv",
    writeHoldings("May 05, 2026", [
      { ticker: "MOGA", name: "MOOG INC CLASS A", price: 310.68 },
      { ticker: "STRL", name: "STERLING INFRASTRUCTURE INC", price: 806 },
      { ticker: "TOWN", name: "TOWNEBANK", price: 34.97 },
    ]),
  );
  await writeSource(
    folder,
    "company_tickers.json",
    writeTickerMap([
      [67887, "MOG-A", "MOOG INC."],
      [874238, "STRL", "STERLING INFRASTRUCTURE, INC."],
    ]),
  );
  await writeArchive(join(folder, "companyfacts.zip"), {
    "CIK0000067887.json": writeCompanyfacts(
      67887,
      "MOOG INC.",
      listAnnualFigures({ 2023: 3000, 2024: 3300, 2025: 3600 }),
    ),
    "CIK0000000001.json": writeCompanyfacts(1, "A STRANGER", listAnnualFigures({ 2025: 1 })),
  });
  await writeSource(
    folder,
    "fundamentals.csv",
    "ticker,cik,period_end,period,revenue,total_assets\nSTRL,874238,2025-12-31,FY,2490,1000\nMOGA,67887,2025-12-31,FY,1,2\n",
  );
  await writeSource(folder, "sic.csv", "cik,sic\n67887,3590\n874238,1600\n");
  await writeSource(
    folder,
    "rates/FEDFUNDS.csv",
    "date,value\n2026-02-01,3.6\n2026-03-01,3.7\n2026-04-01,3.8\n2026-05-01,9.9\n",
  );
  await writeSource(
    folder,
    "prices.csv",
    "snapshot_date,ticker,lastsale,marketCap\n2026-04-30,MOG-A,300,9500\n2026-05-31,MOG-A,999,99999\n2025-12-31,STRL,1,77\n",
  );
}

/** The day on which the tests load their files, which are of 2026-05-05 as a rule. */
export const testToday = day("2026-12-31");

const defaults = { ...defaultIngestOptions, kind: "folder", today: testToday } as const satisfies Omit<
  IngestOptions,
  "folder" | "home"
>;

/** Runs an ingest with the options of the command line's defaults. */
export function ingest(
  database: Database,
  options: Pick<IngestOptions, "folder" | "home"> & Partial<IngestOptions>,
): Promise<IngestReport> {
  return runIngest(database, { ...defaults, ...options }, silentProgress);
}
