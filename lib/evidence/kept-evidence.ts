import { z } from "zod";
import { verdictIds } from "#lib/verdict/verdict";
import { sides } from "./compare/rank";
import kept from "./kept-evidence.json" with { type: "json" };
import { horizons } from "./outcome/horizon";
import { outcomeIds } from "./outcome/outcome";
import { baselineIds } from "./past/baseline";
import { periodIds } from "./period";
import { type Evidence, headlineIds, sampleIds } from "./result";

/** A ratio, to four digits after the point; null where nothing is known or claimed. */
const ratioSchema = z.number().nullable();

const where = {
  policy: z.string(),
  sample: z.enum(sampleIds),
  outcome: z.enum(outcomeIds),
  horizon: z.literal(horizons),
  period: z.enum(periodIds),
};

const rateSchema = z.object({
  ...where,
  verdict: z.enum(verdictIds),
  /** Verdicts of which it is known what followed; `unknown` are beside them. */
  n: z.int(),
  unknown: z.int(),
  rate: ratioSchema,
  low: ratioSchema,
  high: ratioSchema,
});

const comparisonSchema = z.object({
  ...where,
  outcome: z.enum(headlineIds),
  baseline: z.enum(baselineIds),
  side: z.enum(sides),
  share: z.number(),
  n: z.int(),
  missing: z.int(),
  difference: ratioSchema,
  low: ratioSchema,
  high: ratioSchema,
  policyRate: ratioSchema,
  baselineRate: ratioSchema,
  baselineLow: ratioSchema,
  baselineHigh: ratioSchema,
  byYear: z.array(z.tuple([z.int(), ratioSchema])),
});

const keptEvidenceSchema = z.object({
  /** What was read, with the SHA-256 of each file. */
  files: z.array(z.object({ name: z.string(), sha256: z.string(), rowCount: z.int(), dropped: z.int() })),
  policies: z.array(z.object({ version: z.string(), hash: z.string() })),
  verdicts: z.array(
    z.object({
      policy: z.string(),
      sample: z.enum(sampleIds),
      period: z.enum(periodIds),
      n: z.int(),
      counts: z.record(z.enum(verdictIds), z.int()),
    }),
  ),
  rates: z.array(rateSchema),
  comparisons: z.array(comparisonSchema),
  /** How many verdicts on filers differ between the vendor's figures and those that the filings first gave. */
  origins: z.array(z.object({ policy: z.string(), n: z.int(), differing: z.int() })),
  cases: z.array(
    z.object({
      policy: z.string(),
      period: z.enum(periodIds),
      year: z.int(),
      cik: z.int(),
      ticker: z.string().nullable(),
      verdict: z.enum(verdictIds),
      failed: z.partialRecord(z.enum(headlineIds), z.boolean().nullable()),
    }),
  ),
});

/** The evidence that the application shows: what `npm run evidence -- --keep` found and wrote beside this file. */
export type KeptEvidence = z.infer<typeof keptEvidenceSchema>;
export type KeptRate = z.infer<typeof rateSchema>;
export type KeptComparison = z.infer<typeof comparisonSchema>;
export type KeptCase = KeptEvidence["cases"][number];

let read: KeptEvidence | undefined;

/** The kept evidence, read once. */
export function readKeptEvidence(): KeptEvidence {
  read ??= keptEvidenceSchema.parse(kept);
  return read;
}

export interface EvidenceInputs {
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly rowCount: number;
    readonly dropped: ReadonlyMap<string, number>;
  }[];
  readonly policies: readonly { readonly version: string; readonly hash: string }[];
}

/**
 * What is kept of evidence: rates of all outcomes, and of the headlines the comparisons at the policy's own share and who
 * is behind the rates within two years. Samples without prices are in the command's table alone.
 */
export function keepEvidence(evidence: Evidence, { files, policies }: EvidenceInputs): KeptEvidence {
  return keptEvidenceSchema.parse({
    files: files.map(({ dropped, ...file }) => ({
      ...file,
      dropped: [...dropped.values()].reduce((sum, count) => sum + count, 0),
    })),
    policies,
    verdicts: evidence.verdicts.filter(isPriced),
    rates: evidence.rates.filter(isPriced).map((each) => ({ ...each, ...roundAll(each) })),
    comparisons: evidence.comparisons
      .filter(({ result, isOwnShare }) => isOwnShare && isPriced(result) && isHeadline(result))
      .map(({ result, missing, policyRate, baselineRate, baselineInterval, byYear }) => ({
        ...result,
        ...roundAll(result),
        share: round(result.share),
        missing,
        policyRate: round(policyRate),
        baselineRate: round(baselineRate),
        baselineLow: round(baselineInterval.low),
        baselineHigh: round(baselineInterval.high),
        byYear: [...byYear].map(([year, difference]) => [year, round(difference)]),
      })),
    origins: [...new Set(evidence.origins.map(({ policy }) => policy))].map((policy) => {
      const own = evidence.origins.filter((each) => each.policy === policy);
      const n = own.reduce((sum, each) => sum + each.n, 0);
      const same = own.reduce((sum, { pairs }) => sum + verdictIds.reduce((all, id) => all + pairs[id][id], 0), 0);
      return { policy, n, differing: n - same };
    }),
    cases: evidence.cases,
  });
}

function isPriced({ sample }: { readonly sample: string }): boolean {
  return sampleIds.some((id) => id === sample);
}

function isHeadline({ outcome }: { readonly outcome: string }): boolean {
  return headlineIds.some((id) => id === outcome);
}

/** The fields of a rate or a comparison that are ratios, rounded. */
function roundAll(each: {
  readonly rate?: number | null;
  readonly difference?: number | null;
  readonly low: number | null;
  readonly high: number | null;
}) {
  return {
    ...("rate" in each ? { rate: round(each.rate ?? null) } : {}),
    ...("difference" in each ? { difference: round(each.difference ?? null) } : {}),
    low: round(each.low),
    high: round(each.high),
  };
}

function round(ratio: number | null): number | null {
  return ratio === null ? null : Math.round(ratio * 1e4) / 1e4;
}

/** The file's text: a line for each entry, so that a change of one shows as one. */
export function writeKeptEvidence(evidence: KeptEvidence): string {
  const parts = Object.entries(evidence).map(([key, entries]) => {
    const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
    return `  ${JSON.stringify(key)}: [\n${lines.join(",\n")}\n  ]`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}
