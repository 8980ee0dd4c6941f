import { groupLabels } from "./catalogue/groups";
import { dataGapLabels } from "./data-gap";

/** How texts that are ids in the data are written for people, by column. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  data_source: { filings: "Filings", second_hand: "Second-hand", sample: "Sample", none: "None" },
  data_gap: dataGapLabels,
  group: groupLabels,
  group_by_code: groupLabels,
  group_evidence: {
    premiums: "Premiums",
    deposits: "Deposits",
    lending: "Lending",
    turnover: "Turnover of assets",
    real_estate: "Real estate",
    research: "Research",
  },
  due_12m_source: { balance_sheet: "Balance sheet", schedule: "Maturity table" },
  altman_variant: { z: "Z", z_double_prime: "Z''" },
  altman_zone: { distress: "Distress", grey: "Grey", safe: "Safe" },
  verdict: { resilient: "Resilient", mixed: "Mixed", weak: "Weak", not_rated: "Not rated" },
  reported_verdict: { resilient: "Resilient", mixed: "Mixed", weak: "Weak", not_rated: "Not rated" },
  published_verdict: { resilient: "Resilient", mixed: "Mixed", weak: "Weak", not_rated: "Not rated" },
};

/** A text of a column as a person reads it; the text itself where it is none of the product's own ids. */
export function labelText(columnId: string, text: string): string {
  const known = labels[columnId];
  return known !== undefined && Object.hasOwn(known, text) ? (known[text] as string) : text;
}
