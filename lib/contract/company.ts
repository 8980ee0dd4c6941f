import { z } from "zod";
import { figureMethods } from "#lib/fact/series/figure";
import { type DataGap, dataGaps } from "#lib/metric/data-gap";
import { missingReasons } from "#lib/util/missing";
import { verdictIds } from "#lib/verdict/verdict";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/** A reported figure that went into a base column. */
export const figurePartSchema = z.strictObject({
  /** 1 added, -1 subtracted. */
  sign: z.union([z.literal(1), z.literal(-1)]),
  fact: z.string(),
  value: z.number(),
  unit: z.string(),
  /** First day of the period; null for a balance. */
  start: z.iso.date().nullable(),
  end: z.iso.date(),
  /** Taxonomy and tag; `file:` for a figure of a file that names facts itself. */
  tag: z.string(),
  form: z.string(),
  filed: z.iso.date(),
  accession: z.string(),
  /** The filing on EDGAR; null for sample and second-hand figures. */
  url: z.url().nullable(),
});

/** Where the value of a base column comes from. */
export const figureSourceSchema = z.strictObject({
  /** How it was made of the parts; null when there is no value. */
  method: z.enum(figureMethods).nullable(),
  start: z.iso.date().nullable(),
  end: z.iso.date().nullable(),
  /** What the method or the reason alone does not say. */
  detail: z.string().nullable(),
  parts: z.array(figurePartSchema),
});

export type FigureSource = z.infer<typeof figureSourceSchema>;

/** A value with its reason where it is missing. */
export const valueSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("number"), value: z.number() }),
  z.strictObject({ type: z.literal("text"), value: z.string() }),
  z.strictObject({ type: z.literal("truth"), value: z.boolean() }),
  z.strictObject({ type: z.literal("missing"), reason: z.enum(missingReasons) }),
  z.strictObject({ type: z.literal("unknown") }),
]);

/** How a value came about: a part of an expression with its value, and the parts that settled it. */
export const traceSchema = z.object({
  text: z.string(),
  kind: z.string(),
  label: z.string().optional(),
  unit: z.string().optional(),
  definitionId: z.string().optional(),
  formula: z.string().optional(),
  /** The base column, by which `sources` names the filings. */
  columnId: z.string().optional(),
  value: valueSchema,
  note: z.string().optional(),
  get inputs() {
    return z.array(traceSchema).readonly();
  },
});

const missingInputSchema = z.object({ id: z.string(), label: z.string(), reason: z.enum(missingReasons) });

/** A rule of the verdict policy on this company. */
export const ruleAnswerSchema = z.strictObject({
  id: z.string(),
  side: z.enum(["weak", "resilient"]),
  label: z.string(),
  formula: z.string(),
  state: z.enum(["true", "false", "unknown", "not_applicable"]),
  /** The state in a word: Present or Absent of a sign of weakness, Passed or Failed of a test, Not known, Left out. */
  outcome: z.string(),
  /** Whether the verdict rests on it. */
  isDecisive: z.boolean(),
  sentence: z.string(),
  metric: z.strictObject({ id: z.string(), value: valueSchema }).nullable(),
  limit: z.strictObject({ id: z.string(), value: valueSchema }).nullable(),
  /** How far the metric is from the limit, in its unit. */
  distance: z.strictObject({ from: z.number(), to: z.number(), change: z.number() }).nullable(),
  missing: z.array(missingInputSchema),
});

/** A relation that must hold among the figures of a company at its newest period. */
export const checkAnswerSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  state: z.enum(["holds", "fails", "not_judged"]),
  /** The day of the balance sheet or the end of the period; null where a figure is not known. */
  end: z.iso.date().nullable(),
  left: z.number().nullable(),
  right: z.number().nullable(),
  /** The sum that does not hold, in words and numbers. */
  detail: z.string().nullable(),
});

export type CheckAnswer = z.infer<typeof checkAnswerSchema>;

/** How many metrics and rules one request may have traced: each takes some 20 kB of the answer. */
export const companyTracesMax = 20;

/** The answer of `GET /api/v1/companies/{ticker}`. */
export const companyAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  ticker: z.string(),
  name: z.string(),
  sector: z.string().nullable(),
  industry: z.string().nullable(),
  group: z.string().nullable(),
  exchange: z.string().nullable(),
  cik: z.string().nullable(),
  /** `filings`, `second_hand`, `sample` or `none`. */
  dataSource: z.string(),
  /** Why there are no figures at all; null where there are some. */
  dataGap: z.enum(dataGaps as [DataGap, ...DataGap[]]).nullable(),
  /** The ticker that was asked for, where the company has another one in these data. */
  askedAs: z.string().nullable(),
  /** Of a company that left the index: the last list that had it (the data are of that day) and the first without it. */
  departure: z.strictObject({ lastListedOn: z.iso.date(), missingSince: z.iso.date() }).nullable(),
  /** Tickers of the filer's other classes of shares in the index: their rows carry the same figures. */
  otherClasses: z.array(z.string()),
  verdict: z.enum(verdictIds),
  /** True when an interval that filings leave open decides the verdict. */
  isFragile: z.boolean(),
  /** True when the figures are second-hand; `sentence` says so too. */
  isProvisional: z.boolean(),
  sentence: z.string(),
  /** Of a company that is not rated: what would settle it. */
  missing: z.array(missingInputSchema),
  /** Changes of one figure that alone change the verdict, the smallest first. */
  flips: z.array(
    z.object({
      driver: z.string(),
      label: z.string(),
      from: z.number(),
      to: z.number(),
      share: z.number(),
      verdict: z.enum(verdictIds),
    }),
  ),
  rules: z.array(ruleAnswerSchema),
  metrics: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      unit: z.string().nullable(),
      value: valueSchema,
    }),
  ),
  /** Sums among the figures of the newest period; empty for a company without figures. */
  checks: z.array(checkAnswerSchema),
  /** How the metrics and rules came about that `trace=` names, by id; empty without it. */
  traces: z.record(z.string(), traceSchema),
  /** The filings behind each base column of the traces, by column id. */
  sources: z.record(z.string(), figureSourceSchema),
});

/** A company that the newest list of constituents does not have any more. */
export interface Departure {
  /** ISO date of the last list that had it. */
  readonly lastListedOn: string;
  /** ISO date of the first list without it. */
  readonly missingSince: string;
}
