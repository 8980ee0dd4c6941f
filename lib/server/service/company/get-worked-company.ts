import "server-only";
import { missingTextCode } from "#lib/expr/vector";
import type { Universe } from "#lib/screen/universe/universe";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { readRuleState, readVerdict } from "#lib/verdict/judge";
import { type CompanySheet, getCompanySheet } from "./get-company-sheet";

/**
 * The company by which the methodology shows how a verdict comes about: a mixed one with filings, of which the most rules
 * are settled; of several the heaviest in the index. Null where no company is mixed. Throws what getUniverse and
 * getCompanySheet throw.
 */
export async function getWorkedCompany(request: UniverseRequest = {}): Promise<CompanySheet | null> {
  const { universe } = await getUniverse(request);
  const ticker = findWorkedTicker(universe);
  return ticker === null ? null : getCompanySheet(ticker, request);
}

function findWorkedTicker(universe: Universe): string | null {
  const { evaluator, judgement, rowCount } = universe;
  const readText = (id: string) => evaluator.evaluateText({ kind: "name", id });
  const [tickers, sources] = [readText("ticker"), readText("data_source")];
  const weights = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  let best: { readonly row: number; readonly settled: number; readonly weight: number } | null = null;
  for (let row = 0; row < rowCount; row += 1) {
    const source = sources.dictionary[sources.codes[row] ?? missingTextCode];
    if (readVerdict(judgement, row) !== "mixed" || (source !== "filings" && source !== "sample")) continue;
    const states = judgement.rules.map((rule) => readRuleState(rule, row));
    const settled = states.filter((state) => state === "true" || state === "false").length;
    const known = weights.values[row] ?? Number.NaN;
    const weight = Number.isNaN(known) ? 0 : known;
    if (best === null || settled > best.settled || (settled === best.settled && weight > best.weight)) {
      best = { row, settled, weight };
    }
  }
  return best === null ? null : (tickers.dictionary[tickers.codes[best.row] ?? missingTextCode] ?? null);
}
