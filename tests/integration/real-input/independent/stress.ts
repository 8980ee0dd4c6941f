import { type Figure, type Filer, whenKnown } from "./filer";

type SpreadRow = readonly [coverMin: number, rating: string, spread: number];

/** Damodaran, January 2025, smaller and riskier firms: the least cover of each rating, and its spread. */
export const ratingRows: readonly SpreadRow[] = [
  [12.5, "AAA", 0.0045],
  [9.5, "AA", 0.006],
  [7.5, "A+", 0.0077],
  [6, "A", 0.0085],
  [4.5, "A-", 0.0095],
  [4, "BBB", 0.012],
  [3.5, "BB+", 0.0155],
  [3, "BB", 0.0183],
  [2.5, "B+", 0.0261],
  [2, "B", 0.03],
  [1.5, "B-", 0.0442],
  [1.25, "CCC", 0.0728],
  [0.8, "CC", 0.101],
  [0.5, "C", 0.155],
  [Number.NEGATIVE_INFINITY, "D", 0.19],
];

/** The rating and the spread of an interest cover. */
export function rate(cover: number): { readonly rating: string; readonly spread: number } {
  const row = ratingRows.find(([coverMin]) => cover >= coverMin);
  if (!row) throw new Error(`No rating has a cover of ${cover}`);
  return { rating: row[1], spread: row[2] };
}

export interface Loan {
  readonly earnings: number;
  readonly interest: number;
  readonly debt: number;
  readonly averageDebt: number;
  readonly floating: number;
  readonly due: number;
  readonly baseRate: number;
}

/** Cover after a rise of rates and a change of earnings, with one re-rating; the page's chain, line by line. */
export function computeStressedCover(loan: Loan, shift: number, earningsChange = 0): number {
  const { earnings, interest, debt, averageDebt, floating, due, baseRate } = loan;
  const rateBefore = interest / averageDebt;
  const fixedDue = due * (1 - floating);
  const floatingDue = due * floating;
  const spreadBefore = rate(earnings / interest).spread;
  const after = earnings + Math.abs(earnings) * earningsChange;
  const payWith = (spread: number) =>
    interest + debt * floating * shift + fixedDue * Math.max(0, baseRate + shift + spread - rateBefore);
  const spreadAfter = Math.max(spreadBefore, rate(after / payWith(spreadBefore)).spread);
  return after / (payWith(spreadAfter) + floatingDue * (spreadAfter - spreadBefore));
}

/** The lowest and the highest stressed cover over what filings leave open: the floating share and the debt due. */
export function boundStressedCover(
  { read }: Filer,
  earnings: Figure,
  shift: number,
): { readonly low: Figure; readonly high: Figure } {
  const debt = read("total_debt");
  const debtBefore = read("total_debt[-1]") ?? debt;
  const figures = [earnings, read("interest_expense"), debt, debtBefore, read("base_rate")];
  if (debt === null || debt <= 0) return { low: null, high: null };
  const variable = read("variable_rate_debt");
  const shares = variable === null ? [0, 1] : [Math.min(variable / debt, 1)];
  const ladder = whenKnown([read("debt_due_1y"), read("debt_due_2y")], (one, two) => Math.min(one + two, debt));
  const dues = ladder === null ? [Math.min(read("debt_current") ?? 0, debt), debt] : [ladder];
  const covers = shares.flatMap((floating) =>
    dues.map((due) =>
      whenKnown(figures, (of, interest, now, before, baseRate) =>
        computeStressedCover(
          { earnings: of, interest, debt: now, averageDebt: (now + before) / 2, floating, due, baseRate },
          shift,
        ),
      ),
    ),
  );
  const known = covers.filter((cover) => cover !== null);
  if (known.length < covers.length) return { low: null, high: null };
  return { low: Math.min(...known), high: Math.max(...known) };
}
