import { divide, type Figure, type Filer, whenKnown } from "./filer";

/** EBIT, or the EBITDA of owners of real estate. */
export function readEarnings({ group, read }: Filer): Figure {
  const [ebit, depreciation] = [read("ebit"), read("depreciation_amortization")];
  return group === "reit" ? whenKnown([ebit, depreciation], (one, other) => one + other) : ebit;
}

/** EBIT over gross interest `years` ago; "no_debt" where nothing was owed. */
export function computeCover({ read }: Filer, years = 0): Figure | "no_debt" {
  const lag = years === 0 ? "" : `[-${years}]`;
  if (read(`total_debt${lag}`) === 0) return "no_debt";
  return divide(read(`ebit${lag}`), read(`interest_expense${lag}`));
}

/** In how many of three years EBIT did not pay the interest; a year without debt is covered. */
export function countUncoveredYears(filer: Filer): Figure {
  const covers = [0, 1, 2].map((years) => computeCover(filer, years));
  if (covers.includes(null)) return null;
  return covers.filter((cover) => typeof cover === "number" && cover < 1).length;
}

/** Interest over the mean of debt now and a year before; over debt now where the earlier one is not known. */
export function computeEffectiveRate({ read }: Filer): Figure {
  const debt = read("total_debt");
  return divide(
    read("interest_expense"),
    whenKnown([debt, read("total_debt[-1]") ?? debt], (now, before) => (now + before) / 2),
  );
}

function readFreeCashFlow({ read }: Filer): Figure {
  return whenKnown([read("operating_cash_flow"), read("capital_expenditure")], (cash, spent) => cash - spent);
}

function readLiquidity({ read }: Filer): Figure {
  return whenKnown([read("cash"), read("short_term_investments")], (cash, invested) => cash + invested);
}

/** Months of liquidity at the faster burn of twelve months and of two quarters; null where no cash is burnt. */
export function computeRunway(filer: Filer): Figure {
  const { read } = filer;
  const yearly = readFreeCashFlow(filer);
  if (yearly === null || yearly >= 0) return null;
  const halfYear = whenKnown(
    ["operating_cash_flow_q", "operating_cash_flow_q[-1q]", "capital_expenditure_q", "capital_expenditure_q[-1q]"].map(
      read,
    ),
    (cash, cashBefore, spent, spentBefore) => cash + cashBefore - spent - spentBefore,
  );
  const burn = Math.max(-yearly, halfYear === null ? 0 : -2 * halfYear);
  return whenKnown([readLiquidity(filer)], (liquidity) => liquidity / (burn / 12));
}

/** Debt due in two years over what there is to repay it; null without debt. */
export function computeWall(filer: Filer): Figure {
  const { read } = filer;
  if (read("total_debt") === 0) return null;
  const figures = [
    read("debt_due_1y"),
    read("debt_due_2y"),
    readLiquidity(filer),
    readFreeCashFlow(filer),
    read("undrawn_credit"),
  ];
  return whenKnown(
    figures,
    (one, two, liquidity, cashFlow, undrawn) => (one + two) / (liquidity + Math.max(cashFlow, 0) + undrawn),
  );
}

/** EBIT after tax over equity, debt and less excess cash; 21% unless the effective rate lies in 0 to 35%. */
export function computeRoic(filer: Filer): Figure {
  const { read } = filer;
  const effective = divide(read("income_tax"), read("pretax_income"));
  const tax = effective !== null && effective >= 0 && effective <= 0.35 ? effective : 0.21;
  const capital = whenKnown(
    [read("equity"), read("total_debt"), readLiquidity(filer), read("revenue")],
    (equity, debt, liquidity, revenue) => equity + debt - Math.max(liquidity - 0.02 * revenue, 0),
  );
  const profit = whenKnown([read("ebit")], (ebit) => ebit * (1 - tax));
  return divide(profit, capital);
}

/** Net income that is not cash, over the mean of assets now and a year before. */
export function computeAccruals({ read }: Filer): Figure {
  return whenKnown(
    ["net_income", "operating_cash_flow", "total_assets", "total_assets[-1]"].map(read),
    (income, cash, now, before) => (income - cash) / ((now + before) / 2),
  );
}

/** The test of the S&P 600; one loss settles it, whatever the other figure is. */
export function isViable({ read }: Filer): boolean | null {
  const figures = [read("net_income"), read("net_income_q")];
  if (figures.some((figure) => figure !== null && figure <= 0)) return false;
  return figures.includes(null) ? null : true;
}
