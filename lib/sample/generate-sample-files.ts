import { sampleAsOf, toIso } from "./calendar";
import { drawCompanies, type SampleCompany } from "./company";
import { buildCompanyfactsFile } from "./companyfacts-file";
import { fundamentalsHeader, listFundamentalsLines } from "./fundamentals-file";
import {
  buildComparisonFile,
  buildHoldingsFile,
  type ComparedCompany,
  earlierHoldingsDay,
  sampleProfitableFundName,
} from "./holdings-file";
import { drawLargeCompanies } from "./large-company";
import { listFundFiles, listPriceLines, listRateFiles, priceHeader } from "./market-files";
import { Namer } from "./name";
import { createRandom, deriveSeed } from "./random";
import { buildSicFile, buildTickerMapFile } from "./registry-files";
import { simulateCompany } from "./simulate-company";
import type { StatementQuarter } from "./statement";

/** One file of the sample, in an upstream format. `path` is relative to a folder of sources, with `/`. */
export interface SampleFile {
  readonly path: string;
  readonly content: string;
}

const sampleSeed = 20_260_630;

/**
 * Generates the sample universe as the files that a live installation would download: about 1,950 fictional companies
 * at 2026-06-30. The same bytes on every call and machine; one file at a time is held in memory. Money in USD.
 */
export function* generateSampleFiles(): Generator<SampleFile, void, void> {
  const namer = new Namer(createRandom(deriveSeed(sampleSeed, 1, 0)));
  const companies = drawCompanies(sampleSeed, namer);
  yield { path: "companyfacts/company_tickers.json", content: buildTickerMapFile(companies) };
  yield { path: "companyfacts/sic.csv", content: buildSicFile(companies) };
  yield { path: `holdings/sample-index_${toIso(sampleAsOf)}.csv`, content: buildHoldingsFile(companies, sampleAsOf) };
  yield {
    path: `holdings/sample-index_${toIso(earlierHoldingsDay)}.csv`,
    content: buildHoldingsFile(companies, earlierHoldingsDay),
  };
  yield {
    path: `holdings/sample-large-cap-index_${toIso(sampleAsOf)}.csv`,
    content: buildComparisonFile(drawLargeCompanies(sampleSeed, namer)),
  };
  yield* listRateFiles(sampleSeed);
  yield* listFundFiles(sampleSeed);

  const foreign = findForeignFiler(companies);
  const prices = [priceHeader];
  const viable: SampleCompany[] = [];
  const fundamentals = [fundamentalsHeader];
  for (const company of companies) {
    const quarters = simulateCompany(company);
    for (const line of listPriceLines(company, quarters)) prices.push(line);
    if (isViable(company, quarters)) viable.push(company);
    if (company.figures === "second_hand") fundamentals.push(...listFundamentalsLines(company, quarters));
    if (company.figures !== "filings") continue;
    yield {
      path: `companyfacts/CIK${String(company.cik).padStart(10, "0")}.json`,
      content: buildCompanyfactsFile(company, quarters, company === foreign),
    };
  }
  yield { path: "fundamentals/sample.csv", content: `${fundamentals.join("\n")}\n` };
  yield { path: "prices/monthly_constituents.csv", content: `${prices.join("\n")}\n` };
  yield {
    path: `holdings/sample-profitable-index_${toIso(sampleAsOf)}.csv`,
    content: buildComparisonFile(chooseProfitable(viable), sampleProfitableFundName),
  };
}

/** Whether a company is in the index and earns, in the newest quarter and in the last four together. */
function isViable({ former }: SampleCompany, quarters: readonly StatementQuarter[]): boolean {
  const incomes = quarters.slice(-4).map(({ flows }) => flows.netIncome ?? 0);
  return !former && (incomes.at(-1) ?? 0) > 0 && incomes.reduce((sum, income) => sum + income, 0) > 0;
}

const profitableCount = 500;

/** The largest of those that earn, as the lines of a fund. */
function chooseProfitable(viable: readonly SampleCompany[]): readonly ComparedCompany[] {
  return viable
    .toSorted((a, b) => b.marketCapUsd - a.marketCapUsd || a.index - b.index)
    .slice(0, profitableCount)
    .map(({ name, sector, marketCapUsd, priceUsd }) => ({
      ticker: name.holdingsTicker,
      name: name.holdings,
      sector,
      sizeUsd: marketCapUsd,
      price: priceUsd,
    }));
}

/** The one company that reports under IFRS. */
function findForeignFiler(companies: readonly SampleCompany[]): SampleCompany | undefined {
  return companies.find(
    ({ industry, location, figures, former }) =>
      industry.kind === "operating" && location !== "United States" && figures === "filings" && !former,
  );
}
