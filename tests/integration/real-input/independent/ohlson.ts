import { type Figure, type Filer, whenKnown } from "./filer";

/** The price index of the gross national product, 1968 = 100; see the decision in lib/metric/README.md. */
const priceIndex = 700;

/** Ohlson 1980, model 1, and its probability. */
export function computeOhlson({ read }: Filer): { readonly o: Figure; readonly probability: Figure } {
  const figures = [
    "total_assets",
    "total_liabilities",
    "current_assets",
    "current_liabilities",
    "net_income",
    "net_income[-1]",
    "depreciation_amortization",
  ].map(read);
  const o = whenKnown(figures, (ta, tl, ca, cl, income, incomeBefore, depreciation) => {
    const size = Math.log(ta / priceIndex);
    const owesMoreThanItHas = tl > ta ? 1 : 0;
    const lostTwice = income < 0 && incomeBefore < 0 ? 1 : 0;
    const change = (income - incomeBefore) / (Math.abs(income) + Math.abs(incomeBefore));
    return (
      -1.32 -
      0.407 * size +
      6.03 * (tl / ta) -
      1.43 * ((ca - cl) / ta) +
      0.0757 * (cl / ca) -
      1.72 * owesMoreThanItHas -
      2.37 * (income / ta) -
      1.83 * ((income + depreciation) / tl) +
      0.285 * lostTwice -
      0.521 * change
    );
  });
  return { o, probability: whenKnown([o], (score) => 1 / (1 + Math.exp(-score))) };
}
