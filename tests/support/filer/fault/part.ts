import type { FactId } from "#lib/fact/definition/fact-name";
import { getCarrying } from "../business/loan";
import type { Quarter } from "../business/quarter";
import type { Row } from "../filing";
import { requireAt } from "../random";
import type { Line } from "../statement/line";
import { editRows, listTouched } from "./edit";
import type { Draft, Fault, Injected } from "./fault";

/** A part of an amount stands under a tag that means the whole, beside the whole under another. */
export const partAsWhole: Fault = {
  name: "part_as_whole",
  weight: 8,
  inject(draft) {
    const ways = draft.random.pick([
      addRevenuePart,
      takeOneLoan,
      nameLoanAsTotal,
      addDepreciationPart,
      addInterestPart,
    ]);
    return ways(draft);
  },
};

function find(draft: Draft, key: string): Line | undefined {
  return draft.statements.lines.find((line) => line.key === key);
}

function isFree(draft: Draft, tag: string): boolean {
  return !draft.statements.lines.some((line) => line.tag === tag);
}

/** The rows of a line again, of another amount and under another tag. */
function addBeside(draft: Draft, line: Line, tag: string, amount: (quarter: Quarter) => number): Injected["filings"] {
  const { quarters } = draft.statements.business;
  const { unitUsd } = draft.statements.style;
  return editRows(draft.filings, (row) => {
    if (row.key !== line.key) return row;
    let sum = 0;
    for (let index = row.first; index <= row.last; index++) sum += amount(requireAt(quarters, index)) * 1_000;
    const part: Row = { ...row, key: "part", tag, value: Math.round(sum / unitUsd) * unitUsd };
    return draft.random.chance(0.5) ? [part, row] : [row, part];
  });
}

function addRevenuePart(draft: Draft): Injected | null {
  const line = find(draft, "revenue");
  const tags = [
    "Revenues",
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
  ].filter((tag) => isFree(draft, tag));
  if (!line || tags.length === 0) return null;
  const tag = draft.random.pick(tags);
  const isSettled = find(draft, "gross_profit") !== undefined && find(draft, "cost_of_revenue") !== undefined;
  return {
    filings: addBeside(draft, line, tag, (quarter) => quarter.revenueFirst),
    note: `${tag} is a part of ${line.tag}`,
    touches: listTouched(["revenue"]),
    settles: new Set<FactId>(isSettled ? ["revenue"] : []),
  };
}

/** The note's total of debt is the largest loan alone. */
function takeOneLoan(draft: Draft): Injected | null {
  const line = find(draft, "debt_total");
  const loan = draft.statements.business.loans.find((entry) => !entry.isShort && entry.kind !== "finance_lease");
  if (line?.section === "balance" || !line || !loan) return null;
  const hasLines = find(draft, "debt_noncurrent") !== undefined && find(draft, "debt_current") !== undefined;
  if (!hasLines) return null;
  const { unitUsd } = draft.statements.style;
  return {
    filings: editRows(draft.filings, (row) =>
      row.key === line.key
        ? { ...row, value: Math.round((getCarrying(loan, row.last) * 1_000) / unitUsd) * unitUsd }
        : row,
    ),
    note: `${line.tag} is the ${loan.kind} alone, beside the lines of the balance sheet`,
    touches: listTouched(["total_debt"]),
    settles: new Set<FactId>(["total_debt", "debt_current", "debt_noncurrent"]),
  };
}

/** Of lines by kind of loan, one has the tag of all long-term debt. */
function nameLoanAsTotal(draft: Draft): Injected | null {
  const noncurrent = draft.statements.lines.filter((line) => /^[a-z_]+_(noncurrent|whole)$/.test(line.key));
  const named = noncurrent.filter((line) => line.key !== "debt_noncurrent" && line.feeds.includes("total_debt"));
  if (named.length < 2 || !isFree(draft, "LongTermDebtNoncurrent") || !isFree(draft, "LongTermDebt")) return null;
  const line = draft.random.pick(named);
  const tag = line.key.endsWith("_whole") ? "LongTermDebt" : "LongTermDebtNoncurrent";
  return {
    filings: editRows(draft.filings, (row) => (row.key === line.key ? { ...row, tag } : row)),
    note: `${line.key} is filed as ${tag}, beside ${named.length - 1} other lines`,
    touches: listTouched(["total_debt"]),
    settles: new Set(),
  };
}

function addDepreciationPart(draft: Draft): Injected | null {
  const line = find(draft, "depreciation_amortization");
  const tag = "DepreciationAndAmortization";
  if (!line || !isFree(draft, tag) || line.tag === tag) return null;
  if (!draft.statements.business.profile.hasAcquisitions) return null;
  return {
    filings: addBeside(draft, line, tag, (quarter) => quarter.depreciationInCost + quarter.depreciationInExpense),
    note: `${tag} is without the amortisation that ${line.tag} has`,
    touches: listTouched(["depreciation_amortization"]),
    settles: new Set<FactId>(["depreciation_amortization"]),
  };
}

function addInterestPart(draft: Draft): Injected | null {
  const line = find(draft, "interest_expense");
  const tag = "InterestExpenseDebt";
  if (!line || !isFree(draft, tag)) return null;
  const share = draft.random.between(0.4, 0.85);
  return {
    filings: addBeside(draft, line, tag, (quarter) => Math.round(quarter.interestExpense * share)),
    note: `${tag} is a part of ${line.tag}`,
    touches: listTouched(["interest_expense"]),
    settles: new Set<FactId>(["interest_expense"]),
  };
}

/** What is left for common shares stands under the tag of net income; the profit of all stands beside it. */
export const commonAsNetIncome: Fault = {
  name: "common_as_net_income",
  weight: 60,
  inject(draft) {
    const own = find(draft, "net_income");
    const profit = find(draft, "profit");
    const preferred = find(draft, "preferred_dividends");
    if (!own || !profit || !preferred) return null;
    const paid = (row: Row, rows: readonly Row[]) =>
      rows.find((other) => other.key === preferred.key && other.first === row.first && other.last === row.last)
        ?.value ?? 0;
    return {
      filings: editRows(draft.filings, (row, filing) =>
        row.key === own.key ? { ...row, value: row.value - paid(row, filing.rows) } : row,
      ),
      note: `${own.tag} is after the dividends of preferred shares`,
      touches: listTouched(["net_income"]),
      settles: new Set<FactId>(draft.statements.business.profile.minorityShare > 0 ? [] : ["net_income"]),
    };
  },
};

/** Tags that mean the same to a reader; a filer goes from one to the other, and files its comparatives under the new one. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  revenue: [
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "Revenues",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
  ],
  cost_of_revenue: ["CostOfRevenue", "CostOfGoodsAndServicesSold"],
  depreciation_amortization: ["DepreciationDepletionAndAmortization", "DepreciationAndAmortization"],
  capex: ["PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets"],
  dividends: ["PaymentsOfDividends", "PaymentsOfDividendsCommonStock"],
  interest_expense: ["InterestExpense", "InterestExpenseNonoperating"],
  interest_paid: ["InterestPaidNet", "InterestPaid"],
  receivables: ["AccountsReceivableNetCurrent", "ReceivablesNetCurrent"],
  cash: ["CashAndCashEquivalentsAtCarryingValue", "Cash"],
  intangibles: ["IntangibleAssetsNetExcludingGoodwill", "FiniteLivedIntangibleAssetsNet"],
  pretax_income: [
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
  ],
  short_term_investments: ["ShortTermInvestments", "MarketableSecuritiesCurrent"],
  debt_noncurrent: ["LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations"],
};

export const changedTag: Fault = {
  name: "changed_tag",
  weight: 6,
  inject(draft) {
    const { random, filings } = draft;
    const lines = draft.statements.lines.filter((line) => (synonyms[line.key] ?? []).includes(line.tag));
    if (lines.length === 0) return null;
    const line = random.pick(lines);
    const others = (synonyms[line.key] ?? []).filter((tag) => isFree(draft, tag));
    if (others.length === 0) return null;
    const tag = random.pick(others);
    const since = requireAt(filings, filings.length - random.whole(1, 9));
    return {
      filings: editRows(filings, (row, { filed }) =>
        row.key === line.key && filed >= since.filed ? { ...row, tag } : row,
      ),
      note: `${line.tag} is ${tag} since ${since.form} ${since.accession}`,
      touches: listTouched(line.feeds),
      settles: new Set(line.feeds.slice(0, 1)),
    };
  },
};
