import { declareText, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "identity";

/** The groups of companies, in the order of the methodology page. Each group has its own rules. */
export const groupIds = ["bank", "insurer", "other_financial", "reit", "shell", "clinical_biotech", "other"] as const;

export type GroupId = (typeof groupIds)[number];

export const groupLabels: Readonly<Record<GroupId, string>> = {
  bank: "Bank",
  insurer: "Insurer",
  other_financial: "Other financial",
  reit: "REIT or owner of real estate",
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
      "sic = 6770 and not (revenue is known and revenue > 0), 'shell',",
      "sic between 6020 and 6036 or sic = 6712, 'bank',",
      "sector is known and sector = financials and deposits is known and deposits > 0, 'bank',",
      "sector is known and sector = real_estate, if(sic in (6531, 8742), 'other', 'reit'),",
      "sic between 6311 and 6399, if(sector is missing or sector in (financials, health_care, other), 'insurer', 'other'),",
      "sic = 6798 and (sector is missing or sector = other), 'reit',",
      "sic between 6000 and 6799, if(sector is missing or sector in (financials, other), 'other_financial', 'other'),",
      "(sic between 2833 and 2836 or sic = 8731) and (revenue is missing or revenue < $25m) and coalesce(net_income, ebit) is known and coalesce(net_income, ebit) < 0,",
      "'clinical_biotech', 'other')",
    ].join(" "),
    source: ownChoice(
      "By SIC division. The code is often a leftover, so the sector corrects it: a shell with revenue is the company that merged into it; a financial company with deposits is a bank; whoever owns real estate is judged like a REIT, brokers and managers of it are not; a REIT code in the sector Financials is a mortgage lender; a financial code in any other sector (crypto miners, prisons, licensors) is an operating company; a drug developer that reports no revenue has none, and EBIT stands in for a net loss that is not reported.",
    ),
  }),
];
