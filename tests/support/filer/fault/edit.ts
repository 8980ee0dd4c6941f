import type { FactId } from "#lib/fact/definition/fact-name";
import type { Filing, Row } from "../filing";
import { requireAt } from "../random";
import type { Line } from "../statement/line";
import type { Draft } from "./fault";

/** The filings with the rows of some of them changed. */
export function editRows(
  filings: readonly Filing[],
  edit: (row: Row, filing: Filing) => Row | readonly Row[] | null,
): readonly Filing[] {
  return filings.map((filing) => {
    let isChanged = false;
    const rows = filing.rows.flatMap((row) => {
      const edited = edit(row, filing);
      if (edited !== row) isChanged = true;
      return edited ?? [];
    });
    return isChanged ? { ...filing, rows } : filing;
  });
}

/** A filing of the last year and a half, the newest most often: what shows in today's figures. */
export function pickFiling(draft: Draft): Filing {
  const { filings, random } = draft;
  const back = random.weigh([
    [5, 0],
    [2, 1],
    [2, 2],
    [1, 3],
    [1, 4],
    [1, 5],
  ]);
  return requireAt(filings, Math.max(0, filings.length - 1 - back));
}

/** A line that some fact is read from and that has a row in the filing. */
export function pickLine(draft: Draft, filing: Filing, isFit: (line: Line) => boolean): Line | null {
  const keys = new Set(filing.rows.filter((row) => row.value !== 0).map((row) => row.key));
  const lines = draft.statements.lines.filter((line) => line.feeds.length > 0 && keys.has(line.key) && isFit(line));
  return lines.length === 0 ? null : draft.random.pick(lines);
}

/**
 * Facts that stand in one equation with a fact, so that a wrong figure of one may cost the others: a reader cannot know
 * which of them is wrong.
 */
const partners: Partial<Record<FactId, readonly FactId[]>> = {
  revenue: [
    "gross_profit",
    "cost_of_revenue",
    "operating_income",
    "ebit",
    "receivables",
    "inventory",
    "sga_expense",
    "rd_expense",
  ],
  cost_of_revenue: ["gross_profit", "revenue"],
  gross_profit: ["cost_of_revenue", "revenue", "operating_income", "ebit"],
  operating_income: ["ebit"],
  interest_expense: ["ebit", "interest_paid", "total_debt", "debt_current", "debt_noncurrent"],
  pretax_income: ["ebit", "income_tax", "net_income"],
  income_tax: ["pretax_income", "net_income", "ebit"],
  net_income: ["pretax_income", "income_tax", "eps_diluted", "ebit", "diluted_shares", "shares_outstanding"],
  diluted_shares: ["eps_diluted", "shares_outstanding"],
  eps_diluted: ["diluted_shares", "shares_outstanding"],
  interest_paid: ["interest_expense", "ebit"],
  total_assets: ["total_liabilities", "equity", "current_assets"],
  current_assets: ["total_assets", "cash", "short_term_investments", "receivables", "inventory"],
  cash: ["current_assets", "total_debt"],
  total_liabilities: ["total_assets", "equity", "current_liabilities", "minority_interest"],
  current_liabilities: ["total_liabilities", "debt_current", "total_debt", "debt_noncurrent"],
  equity: ["total_assets", "total_liabilities", "minority_interest"],
  minority_interest: ["equity", "total_liabilities"],
  shares_outstanding: ["diluted_shares", "eps_diluted"],
  total_debt: ["debt_current", "debt_noncurrent", "interest_expense", "debt_due_1y"],
  debt_current: ["debt_noncurrent", "total_debt", "debt_due_1y"],
  debt_noncurrent: ["debt_current", "total_debt"],
};

const dueFacts: readonly FactId[] = [
  "debt_due_1y",
  "debt_due_2y",
  "debt_due_3y",
  "debt_due_4y",
  "debt_due_5y",
  "debt_due_after",
];

/** The facts of a line, and those that stand or fall with them. */
export function listTouched(feeds: readonly FactId[]): ReadonlySet<FactId> {
  const touched = new Set(feeds);
  for (const fact of feeds) for (const partner of partners[fact] ?? []) touched.add(partner);
  if ([...touched].some((fact) => dueFacts.includes(fact)) || touched.has("total_debt"))
    for (const fact of dueFacts) touched.add(fact);
  return touched;
}

/**
 * The facts of a line whose value other lines of the same filings give as well: a second tag of the same amount, or an
 * equation with every other term shown.
 */
export function listSettled(draft: Draft, line: Line): ReadonlySet<FactId> {
  const has = (...keys: readonly string[]) =>
    keys.every((key) => draft.statements.lines.some((entry) => entry.key === key && entry !== line));
  const settled = new Set<FactId>();
  const settle = (fact: FactId, isSettled: boolean) => {
    if (isSettled) settled.add(fact);
  };
  switch (line.key) {
    case "revenue":
      settle(
        "revenue",
        has("gross_profit", "cost_of_revenue") ||
          draft.statements.lines.some((entry) => entry.key === "revenue" && entry !== line),
      );
      break;
    case "cost_of_revenue":
      settle("cost_of_revenue", has("gross_profit", "revenue"));
      break;
    case "gross_profit":
      settle("gross_profit", has("cost_of_revenue", "revenue"));
      break;
    case "pretax_income":
      settle("pretax_income", has("income_tax") && (has("profit") || has("net_income")));
      break;
    case "income_tax":
      settle("income_tax", has("pretax_income") && (has("profit") || has("net_income")));
      break;
    case "net_income":
      settle("net_income", has("profit") || has("pretax_income", "income_tax", "eps_diluted", "diluted_shares"));
      break;
    case "operating_cash":
      settle("operating_cash_flow", has("investing_cash", "financing_cash", "cash_change"));
      break;
    case "total_assets":
      settle("total_assets", has("liabilities_and_equity"));
      break;
    case "total_liabilities":
      settle(
        "total_liabilities",
        has("liabilities_and_equity", "equity") &&
          (has("equity_all") || !draft.statements.business.profile.minorityShare),
      );
      break;
    case "equity":
      settle(
        "equity",
        has("equity_all", "minority") ||
          (has("total_liabilities", "total_assets") && !draft.statements.business.profile.minorityShare),
      );
      break;
    case "debt_noncurrent":
    case "debt_current":
      settle(
        "total_debt",
        draft.statements.lines.some((entry) => entry.key === "debt_total" && entry.section === "note"),
      );
      break;
    case "cover_shares":
      settle("shares_outstanding", has("shares"));
      break;
    case "shares":
      settle("shares_outstanding", has("cover_shares"));
      break;
    default:
      break;
  }
  return settled;
}
