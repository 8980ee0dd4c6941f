import { declareRatio, declareText, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import { type GroupId, groupIds } from "./groups";
import { type SicGroup, sicGroups } from "./sic-groups";

const category = "identity";

/** What reported figures may say of a company's business, in the order in which they are asked. */
export const groupEvidenceIds = ["premiums", "deposits", "lending", "real_estate", "turnover", "research"] as const;

export type GroupEvidenceId = (typeof groupEvidenceIds)[number];

interface GroupEvidence {
  readonly group: GroupId;
  /** The reason as a sentence. */
  readonly because: string;
  /** Of which companies it is asked, and what must be true of them; a truth in the language. */
  readonly asked: string;
  /** The metric that shows it, and from where on; where the metric is not known it shows nothing. */
  readonly share: string;
  readonly least: string;
}

const noSector = "(sector is missing or sector = other)";
const noCode = "(group_by_code is missing or group_by_code = shell)";

/** The evidence, by its id: which group it shows, why, and how. */
export const groupEvidence: Readonly<Record<GroupEvidenceId, GroupEvidence>> = {
  premiums: {
    group: "insurer",
    because: "Premiums earned are half of revenue or more.",
    asked: "(sector is missing or sector in (financials, health_care, other))",
    share: "premium_share",
    least: "50%",
  },
  deposits: {
    group: "bank",
    because: "Deposits of customers are a fifth of assets or more.",
    asked: "(sector is missing or sector in (financials, other))",
    share: "deposit_share",
    least: "20%",
  },
  lending: {
    group: "other_financial",
    because: "Loans are half of assets or more, and the code is that of real estate, of a broker or of no financial.",
    asked: `((${noSector} and group_by_code is known and group_by_code = reit) or (sector is known and sector = financials and group_by_code is known and group_by_code in (fee_financial, other)))`,
    share: "loan_share",
    least: "50%",
  },
  real_estate: {
    group: "reit",
    because: "Real estate at cost is a quarter of assets or more.",
    asked: `((sector is known and sector = real_estate) or (${noSector} and (group_by_code is missing or group_by_code = reit)))`,
    share: "property_share",
    least: "25%",
  },
  turnover: {
    group: "other",
    because: "Revenue of a year is three quarters of assets or more: a broker or manager of real estate, not an owner.",
    asked: `((sector is known and sector = real_estate) or (${noSector} and group_by_code is known and group_by_code = reit))`,
    share: "revenue_to_assets",
    least: "75%",
  },
  research: {
    group: "clinical_biotech",
    because:
      "At a loss, two fifths of all costs or more are research, and revenue is below $25m and below half of that research.",
    asked: `${noCode} and sector is known and sector = health_care and (revenue is missing or (revenue < $25m and revenue < 50% * rd_expense)) and coalesce(net_income, ebit) < 0`,
    share: "research_share",
    least: "40%",
  },
};

const shareSource = ownChoice("Tells what a company's business is: hardly any company of another kind reports it.");

/** What the company is judged as, and what speaks for it. */
export const routingMetrics: readonly Metric[] = [
  declareRatio({
    id: "premium_share",
    label: "Premiums / revenue",
    description: "Premiums earned over revenue.",
    better: "none",
    category,
    formula: "if(revenue <= 0, missing(not_meaningful), premiums_earned / revenue)",
    source: shareSource,
  }),
  declareRatio({
    id: "deposit_share",
    label: "Deposits / assets",
    description: "Deposits of customers over total assets.",
    better: "none",
    category,
    formula: "deposits / total_assets",
    source: shareSource,
  }),
  declareRatio({
    id: "loan_share",
    label: "Loans / assets",
    description: "Loans, net of the allowance, over total assets.",
    better: "none",
    category,
    formula: "loans_net / total_assets",
    source: shareSource,
  }),
  declareRatio({
    id: "property_share",
    label: "Real estate / assets",
    description: "Real estate before depreciation over total assets; over 100% where much of it is written off.",
    better: "none",
    category,
    formula: "property_at_cost / total_assets",
    source: shareSource,
  }),
  declareRatio({
    id: "revenue_to_assets",
    label: "Revenue over assets of today",
    description: "Revenue of twelve months over total assets of today.",
    better: "none",
    category,
    formula: "revenue / total_assets",
    source: ownChoice("An owner of real estate turns its assets over in years: its rents never come near them."),
  }),
  declareRatio({
    id: "research_share",
    label: "Research / costs",
    description:
      "Research and development over all costs: revenue, or none where it is not reported, less EBIT or else net income.",
    better: "none",
    category,
    formula:
      "if(max(coalesce(revenue, 0), 0) - coalesce(ebit, net_income) <= 0, missing(not_meaningful), rd_expense / (max(coalesce(revenue, 0), 0) - coalesce(ebit, net_income)))",
    source: shareSource,
  }),
  declareText({
    id: "group_by_code",
    label: "Group by SIC code",
    description:
      "The group that the table of SIC codes gives, before figures and sector are asked. Not reported without a code.",
    better: "none",
    category,
    values: groupIds,
    formula: writeCodeTable(),
    source: ownChoice("The table in lib/metric/catalogue/sic-groups.ts, by the titles of EDGAR's list of SIC codes."),
  }),
  declareText({
    id: "group_evidence",
    label: "Group by reported figures",
    description: [
      "What reported figures say of the business; not reported where they settle nothing.",
      ...groupEvidenceIds.map((id) => `${id}: ${groupEvidence[id].because}`),
    ].join(" "),
    better: "none",
    category,
    values: groupEvidenceIds,
    formula: `if(${groupEvidenceIds.map((id) => `${writeEvidence(groupEvidence[id])}, '${id}'`).join(", ")}, missing(not_reported))`,
    source: ownChoice(
      "Figures that hardly any company of another kind reports. An owner of real estate turns its assets over in years, so that its rents never come near them.",
    ),
  }),
  declareText({
    id: "group",
    label: "Group",
    description:
      "What the company is judged as: bank, insurer, other financial, broker or manager of funds, REIT, shell, clinical-stage biotech or other. From reported figures where they settle it, else from the SIC code, corrected by the sector, else from the sector.",
    better: "none",
    category,
    values: groupIds,
    formula: [
      `if(group_evidence is known, if(${groupEvidenceIds.map((id) => `group_evidence = '${id}', '${groupEvidence[id].group}'`).join(", ")}, 'other'),`,
      "group_by_code is missing, if(sector = financials, 'other_financial', sector = real_estate, 'reit', 'other'),",
      "group_by_code = bank, 'bank',",
      `sector is known and sector = real_estate, if(${writeCodes(sicGroups.filter(({ group }) => group === "other"))}, 'other', 'reit'),`,
      "group_by_code = insurer, if(sector is missing or sector in (financials, health_care, other), 'insurer', 'other'),",
      `group_by_code = reit, if(${noSector}, 'reit', sector = financials, 'other_financial', 'other'),`,
      "group_by_code = other_financial, if(sector is missing or sector in (financials, other), 'other_financial', 'other'),",
      "group_by_code = fee_financial, if(sector is missing or sector in (financials, other), 'fee_financial', 'other'),",
      "group_by_code = shell, if((sector is missing or sector in (financials, other)) and not (revenue is known and revenue > 0) and not (ebit is known and ebit > 0) and not (rd_expense is known and rd_expense > 0), 'shell',",
      "sector is known and sector = financials, 'other_financial', 'other'),",
      "group_by_code = clinical_biotech and (revenue is missing or revenue < $25m) and coalesce(net_income, ebit) is known and coalesce(net_income, ebit) < 0,",
      "'clinical_biotech', 'other')",
    ].join(" "),
    source: ownChoice(
      "Figures come first, because the filer answers for them and a code is often a leftover: nobody else earns premiums or takes deposits. The code comes next; a bank's stands. The fund's sector corrects the others, because it is kept up to date: whoever owns real estate is judged like a REIT, brokers and managers of it are not; a REIT code in the sector Financials is a mortgage lender; a financial code in any other sector (crypto miners, prisons, licensors) is an operating company; a blank check with a business, or in the sector of one, is what merged into it. A drug developer that reports no revenue has none, and EBIT stands in for a net loss that is not reported. Without a code the sector alone remains.",
    ),
  }),
];

function writeEvidence({ asked, share, least }: GroupEvidence): string {
  return `${asked} and ${share} is known and ${share} >= ${least}`;
}

function writeCodeTable(): string {
  const rows = sicGroups.map((row) => `${writeCodes([row])}, '${row.group}'`);
  return `if(${rows.join(", ")}, 'other')`;
}

function writeCodes(rows: readonly SicGroup[]): string {
  return rows.map(({ from, to }) => (from === to ? `sic = ${from}` : `sic between ${from} and ${to}`)).join(" or ");
}
