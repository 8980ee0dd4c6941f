import { onTestFinished } from "vitest";
import { ZipFile } from "yazl";
import { getDay, parseDay } from "#lib/fact/filed/day";
import type { Database } from "#lib/server/db/database";
import type { LiveOptions } from "#lib/server/ingest/live/fetch-live";
import { formatCik } from "#lib/server/ingest/live/file-name";
import type { Politeness } from "#lib/server/ingest/live/politeness";
import { type LiveReport, runLive } from "#lib/server/ingest/live/run-live";
import { type Progress, silentProgress } from "#lib/server/ingest/progress";
import { defaultIngestOptions } from "#lib/server/ingest/run-ingest";
import { FakeEdgar } from "./fake-edgar";
import { listAnnualFigures, writeCompanyfacts, writeHoldings, writeTickerMap } from "./ingest-folder";

export interface UniverseCompany {
  readonly cik: number;
  readonly ticker: string;
  readonly name: string;
}

/** Companies 1001, 1002, ... with tickers TAA, TAB, ... */
export function listCompanies(count: number): readonly UniverseCompany[] {
  return Array.from({ length: count }, (_, index) => ({
    cik: 1001 + index,
    ticker: `T${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`,
    name: `COMPANY ${index} INC`,
  }));
}

export function factsPath(cik: number): string {
  return `/api/xbrl/companyfacts/CIK${formatCik(cik)}.json`;
}

export function submissionsPath(cik: number): string {
  return `/submissions/CIK${formatCik(cik)}.json`;
}

export const archivePath = "/Archives/edgar/daily-index/xbrl/companyfacts.zip";

export function writeFacts({ cik, name }: UniverseCompany, revenue: number): string {
  return writeCompanyfacts(
    cik,
    name,
    listAnnualFigures({ 2023: revenue, 2024: revenue + cik, 2025: revenue + 2 * cik }),
  );
}

function writeSubmissions({ cik, name, ticker }: UniverseCompany): string {
  const recent = { accessionNumber: [], form: [], filingDate: [], reportDate: [], primaryDocument: [] };
  return JSON.stringify({
    cik: formatCik(cik),
    entityType: "operating",
    sic: "3590",
    sicDescription: "Machinery",
    name,
    tickers: [ticker],
    exchanges: ["NYSE"],
    fiscalYearEnd: "1231",
    filings: { recent, files: [] },
  });
}

/** Fills a server with everything that a live installation fetches, as of 2026-05-05. */
export function fillServer(server: FakeEdgar, companies: readonly UniverseCompany[], revenue = 1000): void {
  server.put("/IWM.csv", writeHoldings("May 05, 2026", companies));
  server.put("/IVV.csv", writeHoldings("May 05, 2026", companies.slice(0, 1), "iShares Core S&P 500 ETF"));
  server.put("/IJR.csv", writeHoldings("May 05, 2026", companies.slice(0, 1), "iShares Core S&P Small-Cap ETF"));
  const map = writeTickerMap(companies.map(({ cik, ticker, name }) => [cik, ticker, name] as const));
  server.put("/files/company_tickers.json", map);
  server.put(
    "/files/company_tickers_exchange.json",
    JSON.stringify({
      fields: ["cik", "name", "ticker", "exchange"],
      data: companies.map(({ cik, ticker, name }) => [cik, name, ticker, "NYSE"]),
    }),
  );
  for (const series of ["FEDFUNDS", "DGS2", "DGS10", "BAMLH0A0HYM2"]) {
    server.put(`/rates.csv?id=${series}`, `observation_date,${series}\n2026-03-01,3.6\n2026-04-01,3.7\n`);
  }
  for (const company of companies) {
    server.put(factsPath(company.cik), writeFacts(company, revenue));
    server.put(submissionsPath(company.cik), writeSubmissions(company));
  }
}

/** Publishes the list of what was filed on a day, and the list of the quarter's days. */
export function putDailyIndex(server: FakeEdgar, date: string, filings: readonly (readonly [number, string])[]): void {
  const day = parseDay(date) ?? 0;
  const [year = "", month = "", dayOfMonth = ""] = date.split("-");
  const folder = `/Archives/edgar/daily-index/${year}/QTR${Math.ceil(Number(month) / 3)}`;
  const digits = `${year}${month}${dayOfMonth}`;
  const rows = filings.map(
    ([cik, form]) => `${cik}|SOCI\xc9T\xc9 ${cik}|${form}|${digits}|edgar/data/${cik}/0000000000-26-000001.txt`,
  );
  const head = "Description:           Daily Index of EDGAR Dissemination Feed\n \n";
  const text = `${head}CIK|Company Name|Form Type|Date Filed|File Name\n${"-".repeat(80)}\n${rows.join("\n")}\n`;
  server.put(`${folder}/master.${digits}.idx`, Buffer.from(text, "latin1"));
  const listed = [...server.files.keys()].filter((path) => path.startsWith(`${folder}/master.`));
  const item = listed.map((path) => ({ name: path.slice(folder.length + 1), type: "file", size: "1 KB" }));
  server.put(`${folder}/index.json`, JSON.stringify({ directory: { name: "x/", "parent-dir": "../", item } }));
  if (day < (getDay(2026, 1, 1) ?? 0)) throw new Error("the universe begins in 2026");
}

/** An archive like EDGAR's of all companyfacts; every second member is stored unpacked. */
export async function makeArchive(members: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [index, [name, content]] of Object.entries(members).entries()) {
    zip.addBuffer(Buffer.from(content), name, { compress: index % 2 === 0 });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A server that ends with the test. */
export async function startFakeEdgar(companies: readonly UniverseCompany[] = []): Promise<FakeEdgar> {
  const server = new FakeEdgar();
  await server.start();
  onTestFinished(() => server.stop());
  if (companies.length > 0) fillServer(server, companies);
  return server;
}

/** Time that passes only when somebody waits. */
export class FakeTime {
  readonly waits: number[] = [];
  constructor(public nowMs = Date.parse("2026-05-06T12:00:00Z")) {}

  /** Fast, and the same on every machine: no rate to speak of, waits that are over at once. */
  get politeness(): Partial<Politeness> {
    return {
      ratePerSecond: 1000,
      concurrency: 2,
      random: () => 1,
      now: () => this.nowMs,
      wait: (durationMs, signal) => {
        signal.throwIfAborted();
        this.waits.push(durationMs);
        this.nowMs += durationMs;
        return Promise.resolve();
      },
    };
  }
}

export interface LiveRun {
  readonly server: FakeEdgar;
  readonly home: string;
  readonly time: FakeTime;
}

/** Options of a fetch from the server, with the contact of a tester. */
export function makeLiveOptions({ server, home, time }: LiveRun, options: Partial<LiveOptions> = {}): LiveOptions {
  return {
    home,
    version: "1.2.3",
    contact: "tester@ballast.test",
    addresses: server.addresses,
    way: null,
    holdingsFiles: [],
    dateOrder: null,
    signal: new AbortController().signal,
    politeness: time.politeness,
    ...options,
  };
}

/** A whole live run, as the command makes it. */
export function runLiveFrom(
  database: Database,
  run: LiveRun,
  options: Partial<LiveOptions> = {},
  progress: Progress = silentProgress,
): Promise<LiveReport> {
  return runLive(database, makeLiveOptions(run, options), defaultIngestOptions, progress);
}
