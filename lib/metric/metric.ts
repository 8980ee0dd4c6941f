import type { Unit } from "#lib/expr/scope";

/** How a value is written for people; see format.ts. */
export const formats = [
  "usd",
  "usd_per_share",
  "shares",
  "percent",
  "basis_points",
  "times",
  "days",
  "months",
  "years",
  "score",
  "count",
  "code",
  "text",
  "truth",
] as const;

export type Format = (typeof formats)[number];

/** The parts of the catalogue, in the order of the methodology page. */
export const metricCategories = [
  "identity",
  "earnings",
  "debt",
  "refinancing",
  "liquidity",
  "cash",
  "returns",
  "valuation",
  "owners",
  "scores",
  "quality",
  "stress",
] as const;

export type MetricCategory = (typeof metricCategories)[number];

export const metricCategoryLabels: Readonly<Record<MetricCategory, string>> = {
  identity: "Routing",
  earnings: "Earnings",
  debt: "Debt burden",
  refinancing: "Refinancing",
  liquidity: "Liquidity",
  cash: "Cash flow",
  returns: "Returns",
  valuation: "Valuation and size",
  owners: "Owners",
  scores: "Composite scores",
  quality: "Data quality",
  stress: "Stress",
};

/** Where a formula or a limit comes from: a published source, the literature, or our own choice. */
export interface MetricSource {
  readonly kind: "published" | "literature" | "own_choice";
  readonly text: string;
}

/** A metric, declared once. Table header, filter editor, tooltip, methodology page, export and API derive from it. */
export interface Metric {
  /** snake_case and permanent: it lives in URLs and exports. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly type: "number" | "text" | "truth";
  /** The unit of a number; null for a text or a truth. */
  readonly unit: Unit | null;
  readonly format: Format;
  readonly better: "higher" | "lower" | "none";
  readonly category: MetricCategory;
  /** A truth in the language: where it is false the metric is `not_applicable`. Absent: it applies to every company. */
  readonly applies?: string;
  /** Text in the language. */
  readonly formula: string;
  /** Of a text: every text that it can give. */
  readonly values?: readonly string[];
  readonly source: MetricSource;
}
