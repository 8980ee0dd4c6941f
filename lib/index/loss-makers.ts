import { appliesTo } from "#lib/metric/declare";
import { type Counting, measureShare, measureShareBySector } from "./condition";
import type { FigureDeclaration } from "./figure";
import { publishedLosses } from "./published";

const periods = [
  { id: "ttm", suffix: "", label: "twelve months", words: "the last twelve months" },
  { id: "fy", suffix: "_fy", label: "fiscal year", words: "the latest fiscal year" },
] as const;

const earnings = [
  { id: "net_income", label: "net income", words: "net income by the rules of accounting", among: null },
  {
    id: "ebit",
    label: "EBIT",
    words: "earnings before interest and taxes",
    among: `not ${appliesTo.financial}`,
  },
] as const;

/**
 * Developers of drugs: the clinical-stage ones, and in the sector Health Care all with the codes of drugs, biological
 * products and research. Unknown for a company of that sector without a code.
 */
export const biotechCondition =
  "(group = clinical_biotech or (sector = health_care and (sic between 2833 and 2836 or sic = 8731)))";

const breadths = [
  { id: "", label: "", words: "", among: null },
  {
    id: "_without_biotech",
    label: ", without biotech",
    words: " Developers of drugs (clinical-stage, or with SIC code 2833 to 2836 or 8731) are left out.",
    among: `not ${biotechCondition}`,
  },
] as const;

const countings: readonly { readonly by: Counting; readonly id: string; readonly label: string }[] = [
  { by: "count", id: "", label: "" },
  { by: "weight", id: "_by_weight", label: ", by weight" },
];

/** The share of companies at a loss, by every definition that people quote. */
export const lossMakerFigures: readonly FigureDeclaration[] = periods.flatMap((period) =>
  earnings.flatMap((earned) =>
    breadths.flatMap((breadth) =>
      countings.map(({ by, id, label }): FigureDeclaration => {
        const conditions = [earned.among, breadth.among].filter((condition) => condition !== null);
        const request = {
          among: conditions.length === 0 ? null : conditions.join(" and "),
          condition: `${earned.id}${period.suffix} < 0`,
          by,
        };
        const banks = earned.among === null ? "" : " Banks, insurers and lenders, which have no EBIT, are left out.";
        const of = by === "count" ? "Share of the companies" : "Share of the index weight of the companies";
        return {
          id: `loss_makers_${period.id}_${earned.id}${breadth.id}${id}`,
          section: "profit",
          label: `Loss-makers, ${earned.label} of ${period.label === "fiscal year" ? "the fiscal year" : period.label}${breadth.label}${label}`,
          definition: `${of} of which ${earned.words} of ${period.words} is known and below zero.${banks}${breadth.words}`,
          unit: "ratio",
          format: "percent",
          published: publishedLosses,
          measure: ({ target }) => ({
            ...measureShare(target, request),
            parts: measureShareBySector(target, request),
          }),
        };
      }),
    ),
  ),
);
