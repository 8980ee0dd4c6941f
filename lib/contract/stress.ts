import { z } from "zod";
import { verdictIds } from "#lib/verdict/verdict";
import { countParameter } from "./count-parameter";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/** The most companies one answer lists; more are read with `offset`. */
export const stressLimitMax = 5000;

/** The parameters of `GET /api/v1/stress` beside data, policy, query and scenario. */
export const stressPageSchema = z.strictObject({
  /** `flipped`: companies with another verdict under the scenario; `all`: every company of the query. */
  list: z.enum(["flipped", "all"], { error: "expected flipped or all" }).default("flipped"),
  limit: countParameter.pipe(z.int().max(stressLimitMax)).default(100),
  offset: countParameter.default(0),
});

const countsSchema = z.record(z.enum(verdictIds), z.int());

/** Companies and the index weight that is known of them, a ratio; null where the data have no weights at all. */
const amountSchema = z.strictObject({ count: z.int(), weight: z.number().nullable() });

/** From verdict to verdict; pairs without a company are left out. */
const migrationSchema = z.array(amountSchema.extend({ from: z.enum(verdictIds), to: z.enum(verdictIds) }));

/** A number of a company, null where it is missing. */
const numberSchema = z.number().nullable();

/** The answer of `GET /api/v1/stress`: what becomes of the verdicts under a scenario. */
export const stressAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  /** As `scenario` takes it, and in words. */
  scenario: z.strictObject({ text: z.string(), description: z.string() }),
  /** The query as the language prints it; null where all companies are meant. */
  query: z.string().nullable(),
  /** Companies of the query. Those for which it is unknown are not among them. */
  count: z.int(),
  unknown: z.int(),
  reported: countsSchema,
  stressed: countsSchema,
  /** Companies whose verdict is another one; those that no scenario is modelled for are counted apart. */
  flipped: amountSchema,
  /** Companies whose earnings no scenario is modelled for (banks, insurers, lenders) and that are not rated under it. */
  notModelled: amountSchema,
  /** Constituents of the query whose weight is not known: they count, and add no weight. */
  weightUnknown: z.int(),
  migration: migrationSchema,
  /** By sector, the largest first; null: constituents whose sector is not known. */
  sectors: z.array(
    z.strictObject({
      sector: z.string().nullable(),
      count: z.int(),
      reported: countsSchema,
      stressed: countsSchema,
      flipped: amountSchema,
      notModelled: amountSchema,
      migration: migrationSchema,
    }),
  ),
  /** Every named scenario on the same companies. */
  presets: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      description: z.string(),
      stressed: countsSchema,
      flipped: amountSchema,
    }),
  ),
  /** How many companies `list` means; `companies` has those of the page, the heaviest first. */
  listed: z.int(),
  companies: z.array(
    z.strictObject({
      ticker: z.string(),
      name: z.string(),
      sector: z.string().nullable(),
      weight: numberSchema,
      from: z.enum(verdictIds),
      to: z.enum(verdictIds),
      isModelled: z.boolean(),
      /** The labels of the rules that settle the new verdict; none for a resilient company, which passes all. */
      now: z.array(z.string()),
      /** Of the rules that settled the reported verdict, the labels of those that say something else now. */
      gone: z.array(z.string()),
      /** Interest cover as reported and under the scenario, at the worse and the better end of what filings leave open. */
      cover: numberSchema,
      stressedCoverLow: numberSchema,
      stressedCoverHigh: numberSchema,
      /** The rate rise at which cover falls to 1.5, and the share of EBIT that may be lost until then; ratios. */
      rateHeadroomLow: numberSchema,
      rateHeadroomHigh: numberSchema,
      ebitHeadroom: numberSchema,
    }),
  ),
});

export type StressAnswer = z.infer<typeof stressAnswerSchema>;
