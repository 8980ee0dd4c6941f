import { divide, type Figure, type Filer, whenKnown } from "./filer";

export type BeneishIndices = Readonly<Record<(typeof indexIds)[number], Figure>> & { readonly m: Figure };

export const indexIds = ["dsri", "gmi", "aqi", "sgi", "depi", "sgai", "tata", "lvgi"] as const;

/** Beneish 1999; each index is a quotient of this year's and last year's ratio, and a base must be positive. */
export function computeBeneish({ read }: Filer): BeneishIndices {
  const of = (id: string, isBefore: boolean) => read(isBefore ? `${id}[-1]` : id);
  const readDays = (isBefore: boolean) => divide(of("receivables", isBefore), of("revenue", isBefore));
  const readMargin = (isBefore: boolean) => divide(of("gross_profit", isBefore), of("revenue", isBefore));
  const readSoftAssets = (isBefore: boolean) =>
    whenKnown(
      [of("current_assets", isBefore), of("ppe_net", isBefore), of("total_assets", isBefore)],
      (current, property, total) => 1 - (current + property) / total,
    );
  const readDepreciationRate = (isBefore: boolean) =>
    whenKnown(
      [of("depreciation_amortization", isBefore), of("ppe_net", isBefore)],
      (depreciation, property) => depreciation / (depreciation + property),
    );
  const readExpense = (isBefore: boolean) => divide(of("sga_expense", isBefore), of("revenue", isBefore));
  const readLeverage = (isBefore: boolean) =>
    whenKnown(
      [of("debt_noncurrent", isBefore), of("current_liabilities", isBefore), of("total_assets", isBefore)],
      (later, current, total) => (later + current) / total,
    );
  const indices = {
    dsri: divide(readDays(false), readDays(true)),
    gmi: divide(readMargin(true), readMargin(false)),
    aqi: divide(readSoftAssets(false), readSoftAssets(true)),
    sgi: divide(of("revenue", false), of("revenue", true)),
    depi: divide(readDepreciationRate(true), readDepreciationRate(false)),
    sgai: divide(readExpense(false), readExpense(true)),
    tata: whenKnown(
      [read("net_income"), read("operating_cash_flow"), read("total_assets")],
      (income, cash, total) => (income - cash) / total,
    ),
    lvgi: divide(readLeverage(false), readLeverage(true)),
  };
  const m = whenKnown(
    indexIds.map((id) => indices[id]),
    (dsri, gmi, aqi, sgi, depi, sgai, tata, lvgi) =>
      -4.84 +
      0.92 * dsri +
      0.528 * gmi +
      0.404 * aqi +
      0.892 * sgi +
      0.115 * depi -
      0.172 * sgai +
      4.679 * tata -
      0.327 * lvgi,
  );
  return { ...indices, m };
}
