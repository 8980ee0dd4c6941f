import type { Random } from "../random";
import type { LoanKind } from "./loan";

export const businessKinds = [
  "product",
  "service",
  "software",
  "biotech",
  "reit",
  "dealer",
  "builder",
  "utility",
  "up_c",
  "bank",
] as const;

export type BusinessKind = (typeof businessKinds)[number];

/** What kind of business it is, in numbers. Shares of revenue are of one quarter's. */
export interface Profile {
  readonly kind: BusinessKind;
  /** Revenue of the first quarter in thousands. */
  readonly revenue: number;
  readonly growthPerQuarter: number;
  readonly season: readonly number[];
  readonly firstShare: number;
  readonly costShare: number;
  readonly researchShare: number;
  readonly sellingShare: number;
  readonly administrationShare: number;
  /** Spending that does not depend on revenue, in thousands a quarter. */
  readonly researchFixed: number;
  readonly administrationFixed: number;
  readonly propertyToRevenue: number;
  readonly inventoryDays: number;
  readonly receivableDays: number;
  readonly hasAcquisitions: boolean;
  readonly hasSoftware: boolean;
  readonly hasInvestments: boolean;
  readonly hasDeferredRevenue: boolean;
  readonly capitalizedInterestShare: number;
  readonly minorityShare: number;
  readonly dividendShare: number;
  readonly paysDividends: boolean;
  readonly buysBack: boolean;
  readonly preferred: boolean;
  readonly paysTax: boolean;
  readonly owesNoTax: boolean;
  readonly loans: readonly (readonly [kind: LoanKind, shareOfRevenue: number])[];
}

const weights: readonly (readonly [number, BusinessKind])[] = [
  [26, "product"],
  [20, "service"],
  [12, "software"],
  [10, "biotech"],
  [8, "reit"],
  [5, "dealer"],
  [4, "builder"],
  [5, "utility"],
  [5, "up_c"],
  [3, "bank"],
];

export function drawKind(random: Random): BusinessKind {
  return random.weigh(weights);
}

export function drawProfile(random: Random, kind: BusinessKind): Profile {
  const revenue = Math.round(Math.exp(random.between(Math.log(18_000), Math.log(900_000))));
  const seasonal = random.chance(0.4);
  const base: Profile = {
    kind,
    revenue,
    growthPerQuarter: random.between(-0.015, 0.04),
    season: [0, 1, 2, 3].map(() => (seasonal ? random.between(0.75, 1.25) : 1)),
    firstShare: random.between(0.55, 0.9),
    costShare: random.between(0.58, 0.8),
    researchShare: random.chance(0.5) ? random.between(0.01, 0.06) : 0,
    sellingShare: random.between(0.04, 0.09),
    administrationShare: random.between(0.04, 0.1),
    researchFixed: 0,
    administrationFixed: 0,
    propertyToRevenue: random.between(0.4, 2),
    inventoryDays: random.between(40, 110),
    receivableDays: random.between(30, 65),
    hasAcquisitions: random.chance(0.6),
    hasSoftware: random.chance(0.08),
    hasInvestments: random.chance(0.2),
    hasDeferredRevenue: random.chance(0.3),
    capitalizedInterestShare: random.chance(0.1) ? random.between(0.05, 0.3) : 0,
    minorityShare: random.chance(0.15) ? random.between(0.01, 0.12) : 0,
    dividendShare: random.between(0.1, 0.5),
    paysDividends: random.chance(0.45),
    buysBack: random.chance(0.6),
    preferred: random.chance(0.06),
    paysTax: true,
    owesNoTax: false,
    loans: drawLoans(random),
  };
  return { ...base, ...adapt(random, kind, base) };
}

function drawLoans(random: Random): Profile["loans"] {
  if (random.chance(0.14)) return random.chance(0.3) ? [["finance_lease", random.between(0.02, 0.15)]] : [];
  const loans: (readonly [LoanKind, number])[] = [];
  if (random.chance(0.6)) loans.push(["term", random.between(0.3, 3)]);
  if (random.chance(0.45)) loans.push(["revolver", random.between(0.05, 1)]);
  if (random.chance(0.18)) loans.push(["convertible", random.between(0.5, 3)]);
  if (random.chance(0.25)) loans.push(["unsecured_notes", random.between(0.5, 3)]);
  if (random.chance(0.1)) loans.push(["bank_note", random.between(0.02, 0.4)]);
  if (random.chance(0.06)) loans.push(["mortgage", random.between(0.05, 0.5)]);
  if (random.chance(0.04)) loans.push(["securitized", random.between(0.2, 1)]);
  if (random.chance(0.3)) loans.push(["finance_lease", random.between(0.02, 0.2)]);
  return loans.length > 0 ? loans : [["term", random.between(0.3, 2)]];
}

/** What a kind has that the draw above does not give. */
function adapt(random: Random, kind: BusinessKind, base: Profile): Partial<Profile> {
  switch (kind) {
    case "product":
      return {};
    case "service":
      return { inventoryDays: random.chance(0.7) ? 0 : 10, costShare: random.between(0.55, 0.8), researchShare: 0 };
    case "software":
      return {
        costShare: random.between(0.2, 0.35),
        researchShare: random.between(0.15, 0.25),
        sellingShare: random.between(0.2, 0.4),
        administrationShare: random.between(0.1, 0.15),
        inventoryDays: 0,
        hasDeferredRevenue: true,
        hasSoftware: random.chance(0.6),
        hasInvestments: random.chance(0.5),
        paysDividends: random.chance(0.1),
        propertyToRevenue: random.between(0.1, 0.4),
      };
    case "biotech":
      return {
        revenue: random.chance(0.6) ? 0 : random.whole(500, 15_000),
        costShare: 0,
        researchShare: 0,
        sellingShare: 0,
        administrationShare: 0,
        researchFixed: random.whole(6_000, 80_000),
        administrationFixed: random.whole(3_000, 25_000),
        inventoryDays: 0,
        hasAcquisitions: false,
        hasInvestments: random.chance(0.8),
        hasDeferredRevenue: false,
        minorityShare: 0,
        paysDividends: false,
        buysBack: false,
        preferred: false,
        paysTax: false,
        capitalizedInterestShare: 0,
        loans: random.chance(0.35) ? [[random.pick(["term", "convertible"]), 1]] : [],
      };
    case "reit":
      return {
        costShare: random.between(0.25, 0.35),
        researchShare: 0,
        sellingShare: 0,
        administrationShare: random.between(0.04, 0.08),
        inventoryDays: 0,
        propertyToRevenue: random.between(20, 32),
        receivableDays: random.between(10, 30),
        hasAcquisitions: false,
        hasDeferredRevenue: false,
        hasSoftware: false,
        paysDividends: true,
        dividendShare: random.between(0.5, 0.9),
        paysTax: false,
        owesNoTax: random.chance(0.4),
        minorityShare: random.chance(0.6) ? random.between(0.01, 0.08) : 0,
        preferred: random.chance(0.35),
        capitalizedInterestShare: random.chance(0.4) ? random.between(0.02, 0.15) : 0,
        loans: random.pick<Profile["loans"]>([
          [
            ["mortgage", 9],
            ["revolver", 1],
          ],
          [
            ["unsecured_notes", 8],
            ["revolver", 1.5],
            ["term", 2],
          ],
          [
            ["mortgage", 6],
            ["construction", 1.5],
            ["revolver", 1],
          ],
          [
            ["mortgage", 3],
            ["unsecured_notes", 5],
            ["revolver", 0.8],
          ],
        ]),
      };
    case "dealer":
      return {
        costShare: random.between(0.72, 0.8),
        researchShare: 0,
        inventoryDays: random.between(80, 160),
        loans: [...base.loans, ["floor_plan", random.between(0.5, 1.2)]],
        paysDividends: random.chance(0.3),
      };
    case "builder":
      return {
        costShare: random.between(0.7, 0.78),
        researchShare: 0,
        inventoryDays: random.between(250, 420),
        propertyToRevenue: 0.15,
        receivableDays: 4,
        capitalizedInterestShare: random.between(0.5, 0.97),
        loans: [
          ["unsecured_notes", random.between(0.8, 2.5)],
          ["revolver", random.between(0.1, 0.6)],
        ],
        hasAcquisitions: random.chance(0.3),
        hasSoftware: false,
      };
    case "utility":
      return {
        costShare: random.between(0.45, 0.55),
        researchShare: 0,
        sellingShare: 0,
        administrationShare: random.between(0.05, 0.1),
        propertyToRevenue: random.between(10, 18),
        inventoryDays: 10,
        capitalizedInterestShare: random.between(0, 0.1),
        hasDeferredRevenue: false,
        hasSoftware: false,
        hasInvestments: false,
        hasAcquisitions: false,
        paysDividends: true,
        dividendShare: random.between(0.4, 0.65),
        buysBack: false,
        loans: random.pick<Profile["loans"]>([
          [
            ["unsecured_notes", 6],
            ["bank_note", 0.6],
          ],
          [
            ["mortgage", 5],
            ["commercial_paper", 0.6],
          ],
          [["unsecured_notes", 6]],
        ]),
      };
    case "up_c":
      return {
        minorityShare: random.between(0.25, 0.7),
        costShare: random.between(0.45, 0.65),
        inventoryDays: random.chance(0.5) ? 0 : base.inventoryDays,
        preferred: false,
      };
    case "bank":
      return { preferred: random.chance(0.2), minorityShare: 0 };
    default:
      return assertNever(kind);
  }
}

function assertNever(kind: never): never {
  throw new Error(`Impossible state: ${String(kind)} is no kind of business`);
}
