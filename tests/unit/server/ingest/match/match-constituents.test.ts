import { describe, expect, it } from "vitest";
import { buildCompanyDirectory } from "#lib/server/ingest/match/company-directory";
import { matchConstituents } from "#lib/server/ingest/match/match-constituents";
import type { ReadHoldings } from "#lib/server/ingest/read/read-sources";
import { createIssueLog } from "#lib/server/ingest/run-issues";
import type { Submissions } from "#lib/source/submissions";

function buildFile(asOf: number, lines: Readonly<Record<string, string>>, indexId = "russell2000"): ReadHoldings {
  const constituents = Object.entries(lines).map(([ticker, name], index) => ({
    line: index + 2,
    ticker,
    name,
    sector: "Industrials",
    exchange: "NYSE",
    location: "United States",
    currency: "USD",
    weight: 0.1,
    priceUsd: 1,
    marketValueUsd: 1,
    shares: 1,
  }));
  return { name: `list of ${asOf}`, indexId, holdings: { constituents, asOf } } as unknown as ReadHoldings;
}

/** The CIK of each line, by the file's day and ticker. */
function match(
  files: readonly ReadHoldings[],
  tickers: readonly (readonly [cik: number, ticker: string, name: string])[],
  submissions: readonly Partial<Submissions>[] = [],
): Readonly<Record<string, string | null>> {
  const directory = buildCompanyDirectory({
    tickers: tickers.map(([cik, ticker, name]) => ({ cik, ticker, name, exchange: "" })),
    submissions: submissions as readonly Submissions[],
    sicByCik: new Map(),
    fileCompanies: [],
  });
  const { keys } = matchConstituents(files, directory, createIssueLog());
  return Object.fromEntries(
    files.flatMap((file) =>
      file.holdings.constituents.map(({ ticker }, index) => [
        `${file.holdings.asOf} ${ticker}`,
        keys.get(file)?.[index] ?? null,
      ]),
    ),
  );
}

describe("a line of an older list", () => {
  it("whose ticker has been changed since is the company that the fund lists later under the same name", () => {
    const files = [buildFile(1, { KAR: "OPENLANE INC" }), buildFile(2, { OPLN: "OPENLANE INC" })];
    expect(match(files, [[1, "OPLN", "OPENLANE, Inc."]])).toEqual({ "1 KAR": "cik 1", "2 OPLN": "cik 1" });
  });

  it("is no other company's where two have the name, or where the other ticker was listed then too", () => {
    const two = { AAA: "ACME INC", BBB: "ACME INC" };
    const map = [
      [1, "AAA", "Acme"],
      [2, "BBB", "Acme"],
    ] as const;
    expect(match([buildFile(1, { OLD: "ACME INC" }), buildFile(2, two)], map)["1 OLD"]).toBe("ticker OLD");
    const both = [buildFile(1, { OLD: "ACME INC", AAA: "ACME INC" }), buildFile(2, { AAA: "ACME INC" })];
    expect(match(both, map.slice(0, 1))["1 OLD"]).toBe("ticker OLD");
  });

  it("is not matched across funds, nor by a name that tells nothing", () => {
    const other = [buildFile(1, { OLD: "ACME INC" }), buildFile(2, { AAA: "ACME INC" }, "sp500")];
    expect(match(other, [[1, "AAA", "Acme"]])["1 OLD"]).toBe("ticker OLD");
    const empty = [buildFile(1, { OLD: "HOLDINGS INC" }), buildFile(2, { AAA: "HOLDINGS INC" })];
    expect(match(empty, [[1, "AAA", "Holdings Inc"]])["1 OLD"]).toBe("ticker OLD");
  });

  it("that has another name under the same ticker is the company only where it was called so", () => {
    const files = [buildFile(1, { NXT: "NEXTRACKER INC CLASS A" }), buildFile(2, { NXT: "NEXTPOWER INC CLASS A" })];
    const map = [[1, "NXT", "Nextpower Inc."]] as const;
    expect(match(files, map)["1 NXT"]).toBeNull();
    const submissions = [{ cik: 1, name: "Nextpower Inc.", formerNames: ["Nextracker Inc."], tickers: ["NXT"] }];
    expect(match(files, map, submissions)["1 NXT"]).toBe("cik 1");
  });
});
