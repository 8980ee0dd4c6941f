import { appliesTo } from "#lib/metric/declare";
import { BaseCounter, type Counting, listAmong, measureShare, measureShareBySector, readNumbers } from "./condition";
import { buildGap, buildKnown, type FigureDeclaration } from "./figure";
import { publishedInterest, publishedUncovered } from "./published";

const among = appliesTo.operating;

function declareUncovered(by: Counting): FigureDeclaration {
  const request = { among, condition: "total_debt > 0 and interest_cover < 1", by };
  const isByWeight = by === "weight";
  return {
    id: `interest_not_covered${isByWeight ? "_by_weight" : ""}`,
    section: "interest",
    label: `Interest not covered by EBIT${isByWeight ? ", by weight" : ""}`,
    definition: `Share of ${isByWeight ? "the index weight of " : ""}the companies other than banks, insurers, lenders and shells whose EBIT of twelve months is below their interest. Who has no debt is covered.`,
    unit: "ratio",
    format: "percent",
    published: publishedUncovered,
    measure: ({ target }) => ({ ...measureShare(target, request), parts: measureShareBySector(target, request) }),
  };
}

/** How well the interest is earned, and how dear the debt is. */
export const interestFigures: readonly FigureDeclaration[] = [
  declareUncovered("count"),
  declareUncovered("weight"),
  {
    id: "interest_not_covered_of_all",
    section: "interest",
    label: "Interest not covered by EBIT, of all companies",
    definition:
      "Share of all companies, banks and insurers too, whose EBIT of twelve months is below their interest, which is above zero. Who has no debt is covered.",
    unit: "ratio",
    format: "percent",
    published: publishedUncovered,
    measure: ({ target }) =>
      measureShare(target, {
        among: null,
        condition: "total_debt > 0 and interest_expense > 0 and ebit < interest_expense",
        by: "count",
      }),
  },
  {
    id: "interest_not_covered_three_years",
    section: "interest",
    label: "Interest not covered in three years running",
    definition:
      "Share of the companies other than banks, insurers, lenders and shells whose EBIT was below interest in each of the last three years. A year without debt is covered.",
    unit: "ratio",
    format: "percent",
    measure: ({ target }) => measureShare(target, { among, condition: "years_uncovered >= 3", by: "count" }),
  },
  {
    id: "interest_to_debt",
    section: "interest",
    label: "Interest over debt",
    definition:
      "Interest of twelve months of all companies other than banks, insurers, lenders and shells together, over their average debt of today and a year ago together. Companies without debt are left out; a company counts where both are known.",
    unit: "ratio",
    format: "percent",
    published: publishedInterest,
    measure: ({ target }) => {
      const readInterest = readNumbers(target, "interest_expense");
      const readDebt = readNumbers(target, "average_debt");
      const readWeight = readNumbers(target, "weight");
      const base = new BaseCounter();
      let [interest, debt] = [0, 0];
      // A company of which debt is not known may have some: it is among those asked and not known.
      for (const { row, isSure } of listAmong(target, `${among} and not (average_debt = 0)`)) {
        const [ofInterest, ofDebt] = [readInterest(row), readDebt(row)];
        const isKnown = isSure && ofInterest !== null && ofDebt !== null;
        base.add(isKnown, readWeight(row));
        if (!isKnown) continue;
        interest += ofInterest;
        debt += ofDebt;
      }
      const value =
        debt > 0 ? buildKnown(interest / debt) : buildGap("not_reported", "Of no company are interest and debt known.");
      return { value, base: base.build() };
    },
  },
];
