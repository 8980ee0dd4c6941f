import type { Metric, MetricSource } from "./metric";

type Declaration = Omit<Metric, "type" | "unit" | "format"> & Partial<Pick<Metric, "format">>;
type NumberDeclaration = Omit<Metric, "type" | "unit"> & { readonly unit: NonNullable<Metric["unit"]> };

/** A metric whose value is a number. */
export function declareNumber(metric: NumberDeclaration): Metric {
  return { ...metric, type: "number" };
}

/** A metric whose value is a ratio, shown in percent unless a format is given. */
export function declareRatio(metric: Declaration): Metric {
  return { format: "percent", ...metric, type: "number", unit: "ratio" };
}

/** A metric in US dollars. */
export function declareUsd(metric: Declaration): Metric {
  return { format: "usd", ...metric, type: "number", unit: "usd" };
}

/** A metric that is a multiple, shown as `1.9x`. */
export function declareTimes(metric: Declaration): Metric {
  return { format: "times", ...metric, type: "number", unit: "times" };
}

/** A metric that is true or false. */
export function declareTruth(metric: Declaration): Metric {
  return { ...metric, type: "truth", unit: null, format: "truth" };
}

/** A metric that is a text. */
export function declareText(metric: Declaration): Metric {
  return { ...metric, type: "text", unit: null, format: "text" };
}

/** The groups that metrics and rules speak of, once, as truths of the language. */
export const appliesTo = {
  /** Groups that are judged at all: all but shells. */
  judged: "group in (bank, insurer, other_financial, fee_financial, reit, clinical_biotech, other)",
  /** Groups that are judged by interest cover, leverage and cash flow. */
  operating: "group in (other, fee_financial, reit, clinical_biotech)",
  /** Of these, the groups whose earnings are EBIT; owners of real estate are judged by EBITDA. */
  operatingByEbit: "group in (other, fee_financial, clinical_biotech)",
  /** Groups whose interest is a cost of goods. */
  financial: "group in (bank, insurer, other_financial)",
  /** Groups for which Altman's, Beneish's and Ohlson's samples speak. */
  industrial: "group = other",
  bank: "group = bank",
  reit: "group = reit",
} as const;

export const commonUse: MetricSource = { kind: "literature", text: "Common definition in financial analysis." };

/** A source that says the formula in public. */
export function published(text: string): MetricSource {
  return { kind: "published", text };
}

/** A source in the literature. */
export function literature(text: string): MetricSource {
  return { kind: "literature", text };
}

/** Our own choice, with its reason. */
export function ownChoice(text: string): MetricSource {
  return { kind: "own_choice", text };
}
