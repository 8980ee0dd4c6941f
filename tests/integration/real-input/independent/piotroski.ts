import { divide, type Figure, type Filer, judgeWhenKnown, whenKnown } from "./filer";

/** The nine points by the paper's order; null where a point cannot be judged. */
export type PiotroskiPoints = Readonly<Record<(typeof pointIds)[number], boolean | null>>;

export const pointIds = [
  "f_roa",
  "f_cash_flow",
  "f_roa_up",
  "f_accruals",
  "f_leverage_down",
  "f_liquidity_up",
  "f_no_issue",
  "f_margin_up",
  "f_turnover_up",
] as const;

/** Piotroski 2000, on twelve months and beginning assets; share growth up to 2% is no issue. */
export function judgePiotroski({ read }: Filer, shareGrowth: Figure): PiotroskiPoints {
  const assets = [0, 1, 2].map((years) => read(lag("total_assets", years)));
  const [assetsNow = null, assetsBefore = null, assetsTwoBefore = null] = assets;
  const isMore = (one: Figure, other: Figure) => judgeWhenKnown([one, other], (a, b) => a > b);

  const returnNow = divide(read("net_income"), assetsBefore);
  const returnBefore = divide(read("net_income[-1]"), assetsTwoBefore);
  const average = (one: Figure, other: Figure) => whenKnown([one, other], (a, b) => (a + b) / 2);
  const leverageNow = divide(read("debt_noncurrent"), average(assetsNow, assetsBefore));
  const leverageBefore = divide(read("debt_noncurrent[-1]"), average(assetsBefore, assetsTwoBefore));
  const readRatio = (top: string, base: string, years: number) => divide(read(lag(top, years)), read(lag(base, years)));

  return {
    f_roa: isMore(returnNow, 0),
    f_cash_flow: isMore(read("operating_cash_flow"), 0),
    f_roa_up: isMore(returnNow, returnBefore),
    f_accruals: isMore(divide(read("operating_cash_flow"), assetsBefore), returnNow),
    f_leverage_down: isMore(leverageBefore, leverageNow),
    f_liquidity_up: isMore(
      readRatio("current_assets", "current_liabilities", 0),
      readRatio("current_assets", "current_liabilities", 1),
    ),
    f_no_issue: judgeWhenKnown([shareGrowth], (growth) => growth <= 0.02),
    f_margin_up: isMore(readRatio("gross_profit", "revenue", 0), readRatio("gross_profit", "revenue", 1)),
    f_turnover_up: isMore(divide(read("revenue"), assetsBefore), divide(read("revenue[-1]"), assetsTwoBefore)),
  };
}

function lag(id: string, years: number): string {
  return years === 0 ? id : `${id}[-${years}]`;
}
