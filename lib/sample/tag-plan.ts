import type { SampleCompany } from "./company";
import { listDebtLines } from "./debt-tags";
import { listBankLines, listInsurerLines, listShellLines } from "./financial-tags";
import { listInterestLines, listOperatingLines, listRevenueLines } from "./operating-tags";
import { createRandom, deriveSeed, type Random } from "./random";
import { line, one, type TagLine } from "./tag-line";

/** Draws which tags a company files, with the habits and changes of habit that real filers have. */
export function drawTagPlan(company: SampleCompany): readonly TagLine[] {
  const random = createRandom(deriveSeed(company.seed, 20, 0));
  const { kind } = company.industry;
  const shared = [...listSharedLines(company, random), ...listShareLines(random)];
  if (kind === "bank" || kind === "mortgage_reit") return [...shared, ...listBankLines(kind === "bank", random)];
  if (kind === "insurer") return [...shared, ...listInsurerLines(random)];
  if (kind === "shell") return [...shared, ...listShellLines()];
  return [
    ...shared,
    ...listRevenueLines(company, random),
    ...listOperatingLines(company, random),
    ...listInterestLines(random),
    ...listDebtLines(company, random),
  ];
}

function listSharedLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const lines = [
    line(
      "income",
      "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
      "Income before income taxes",
      one("pretaxIncome"),
      true,
    ),
    line("income", "IncomeTaxExpenseBenefit", "Income tax expense (benefit)", one("incomeTax"), true),
    line("income", "NetIncomeLoss", "Net income (loss)", one("netIncome"), true),
    line("cash", "ShareBasedCompensation", "Share-based compensation", one("stockCompensation")),
    line(
      "cash",
      "NetCashProvidedByUsedInOperatingActivities",
      "Net cash from operating activities",
      one("operatingCashFlow"),
      true,
    ),
    line(
      "cash",
      "NetCashProvidedByUsedInInvestingActivities",
      "Net cash from investing activities",
      one("investingCashFlow"),
    ),
    line(
      "cash",
      "NetCashProvidedByUsedInFinancingActivities",
      "Net cash from financing activities",
      one("financingCashFlow"),
    ),
    line("cash", "PaymentsForRepurchaseOfCommonStock", "Payments for repurchase of common stock", one("buybacks")),
    line(
      "cash",
      random.chance(0.6) ? "PaymentsOfDividendsCommonStock" : "PaymentsOfDividends",
      "Payments of dividends",
      one("dividends"),
    ),
    line("cash", "ProceedsFromIssuanceOfCommonStock", "Proceeds from issuance of common stock", one("stockIssued")),
    line("balance", "Assets", "Assets", one("totalAssets"), true),
    line("balance", "LiabilitiesAndStockholdersEquity", "Liabilities and equity", one("totalAssets")),
    line("balance", "StockholdersEquity", "Stockholders' equity", one("equity"), true),
    line(
      "balance",
      "RetainedEarningsAccumulatedDeficit",
      "Retained earnings (accumulated deficit)",
      one("retainedEarnings"),
    ),
    line(
      "balance",
      company.industry.kind === "bank" ? "CashAndDueFromBanks" : "CashAndCashEquivalentsAtCarryingValue",
      "Cash and cash equivalents",
      one("cash"),
      true,
    ),
    line("balance", "Goodwill", "Goodwill", one("goodwill")),
  ];
  if (random.chance(0.8)) lines.push(line("balance", "Liabilities", "Liabilities", one("totalLiabilities"), true));
  return lines;
}

function listShareLines(random: Random): readonly TagLine[] {
  const lines: TagLine[] = [
    {
      ...line(
        "income",
        "WeightedAverageNumberOfDilutedSharesOutstanding",
        "Diluted shares",
        one("dilutedShares"),
        true,
      ),
      unit: "shares",
    },
    {
      ...line("income", "EarningsPerShareDiluted", "Diluted earnings per share", one("epsDiluted")),
      unit: "USD/shares",
    },
    {
      ...line(
        "cover",
        "EntityCommonStockSharesOutstanding",
        "Shares outstanding, cover page",
        one("sharesOutstanding"),
        true,
      ),
      unit: "shares",
      taxonomy: "dei",
    },
  ];
  if (random.chance(0.3)) {
    lines.push({
      ...line("balance", "CommonStockSharesOutstanding", "Common stock outstanding", one("sharesOutstanding")),
      unit: "shares",
    });
  }
  return lines;
}
