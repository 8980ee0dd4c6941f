/**
 * Whom the rules of version 1 speak of. It judges brokers and managers of funds as financials; version 2 does not, so
 * that these texts are its own and not `appliesTo`.
 */
export const speaksOf = {
  operating: "group in (other, reit, clinical_biotech)",
  operatingByEbit: "group in (other, clinical_biotech)",
  financial: "group in (bank, insurer, other_financial, fee_financial)",
} as const;
