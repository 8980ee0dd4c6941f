/** The groups of companies, in the order of the methodology page. Each group has its own rules. */
export const groupIds = [
  "bank",
  "insurer",
  "other_financial",
  "fee_financial",
  "reit",
  "shell",
  "clinical_biotech",
  "other",
] as const;

export type GroupId = (typeof groupIds)[number];

export const groupLabels: Readonly<Record<GroupId, string>> = {
  bank: "Bank",
  insurer: "Insurer",
  other_financial: "Other financial",
  fee_financial: "Broker or manager of funds",
  reit: "REIT or owner of real estate",
  shell: "Shell",
  clinical_biotech: "Clinical-stage biotech",
  other: "Operating company",
};
