import { declareText, ownChoice } from "../declare";
import type { Metric } from "../metric";

const category = "identity";

/** The groups of companies, in the order of the methodology page. Each group has its own rules. */
export const groupIds = ["bank", "insurer", "other_financial", "reit", "shell", "clinical_biotech", "other"] as const;

export type GroupId = (typeof groupIds)[number];

export const groupLabels: Readonly<Record<GroupId, string>> = {
  bank: "Bank",
  insurer: "Insurer",
  other_financial: "Other financial",
  reit: "REIT",
  shell: "Shell",
  clinical_biotech: "Clinical-stage biotech",
  other: "Operating company",
};

/** What a company is judged as. */
export const routingMetrics: readonly Metric[] = [
  declareText({
    id: "group",
    label: "Group",
    description:
      "What the company is judged as: bank, insurer, other_financial, reit, shell, clinical_biotech or other. From the SIC code, or else the sector.",
    better: "none",
    category,
    values: groupIds,
    formula: [
      "if(sic is missing,",
      "if(sector = financials, if(deposits is known and deposits > 0, 'bank', 'other_financial'), sector = real_estate, 'reit', 'other'),",
      "sic = 6770, if(revenue is known and revenue > 0, 'other', 'shell'),",
      "sic between 6020 and 6036 or sic = 6712, 'bank',",
      "sic between 6311 and 6399, 'insurer',",
      "sic = 6798, if(sector is known and sector = financials, 'other_financial', 'reit'),",
      "sic between 6000 and 6799, if(sector is missing or sector in (financials, real_estate, other), 'other_financial', 'other'),",
      "(sic between 2833 and 2836 or sic = 8731) and net_income is known and net_income < 0 and (revenue is missing or revenue < $25m),",
      "'clinical_biotech', 'other')",
    ].join(" "),
    source: ownChoice(
      "By SIC division. Our refinements: a shell code with revenue belongs to a company that has merged; a REIT code in the sector Financials is a mortgage lender; a financial code in a sector that is neither financial nor real estate (crypto miners, brokers of services) is an operating company; a drug developer that reports no revenue has none.",
    ),
  }),
];
