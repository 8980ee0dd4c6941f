import { type Figure, type Filer, whenKnown } from "./filer";

export interface AltmanScores {
  readonly z: Figure;
  readonly zPrime: Figure;
  readonly zDoublePrime: Figure;
  readonly variant: "z" | "z_double_prime";
  readonly zone: "distress" | "grey" | "safe" | null;
}

/** Altman 1968, 1983 and 1995, written from the papers' coefficients; market value is a figure like the others. */
export function computeAltman({ sic, read }: Filer, marketCap: Figure): AltmanScores {
  const [assets, liabilities, equity] = [read("total_assets"), read("total_liabilities"), read("equity")];
  const parts = [
    read("current_assets"),
    read("current_liabilities"),
    read("retained_earnings"),
    read("ebit"),
    read("revenue"),
    assets,
    liabilities,
  ];
  const zDoublePrimeParts = parts.toSpliced(4, 1);
  const z = whenKnown(
    [...parts, marketCap],
    (ca, cl, re, ebit, sales, ta, tl, mve) =>
      1.2 * ((ca - cl) / ta) + 1.4 * (re / ta) + 3.3 * (ebit / ta) + 0.6 * (mve / tl) + 1.0 * (sales / ta),
  );
  const zPrime = whenKnown(
    [...parts, equity],
    (ca, cl, re, ebit, sales, ta, tl, bve) =>
      0.717 * ((ca - cl) / ta) + 0.847 * (re / ta) + 3.107 * (ebit / ta) + 0.42 * (bve / tl) + 0.998 * (sales / ta),
  );
  const zDoublePrime = whenKnown(
    [...zDoublePrimeParts, equity],
    (ca, cl, re, ebit, ta, tl, bve) =>
      6.56 * ((ca - cl) / ta) + 3.26 * (re / ta) + 6.72 * (ebit / ta) + 1.05 * (bve / tl),
  );
  const isManufacturer = sic !== null && sic >= 2000 && sic <= 3999;
  return {
    z,
    zPrime,
    zDoublePrime,
    variant: isManufacturer ? "z" : "z_double_prime",
    zone: isManufacturer ? findZone(z, 1.81, 2.99) : findZone(zDoublePrime, 1.1, 2.6),
  };
}

function findZone(score: Figure, distressBelow: number, safeAbove: number): AltmanScores["zone"] {
  if (score === null) return null;
  if (score < distressBelow) return "distress";
  return score > safeAbove ? "safe" : "grey";
}
