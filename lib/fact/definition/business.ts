import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts that hardly anybody reports but companies of one kind: they tell what a company's business is. */
export const businessDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("premiums_earned"),
    isSteady: true,
    tags: [
      { tag: "us-gaap:PremiumsEarnedNet", because: "After what reinsurers take: the line of the income statement." },
      {
        tag: "us-gaap:SupplementaryInsuranceInformationPremiumRevenue",
        because: "The same in the schedule of the annual report.",
        mayBePart: true,
      },
      { tag: "us-gaap:PremiumsEarnedNetPropertyAndCasualty", because: "Without life insurance.", mayBePart: true },
    ],
  },
  {
    ...nameFact("property_at_cost"),
    wholeIsLargest: true,
    freshness: "note",
    tags: [
      { tag: "us-gaap:RealEstateInvestmentPropertyAtCost", because: "The line of the balance sheet." },
      {
        tag: "us-gaap:RealEstateGrossAtCarryingValue",
        because: "The total of Schedule III, once a year: every owner of real estate files it.",
      },
    ],
  },
];
