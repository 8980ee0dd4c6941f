import { z } from "zod";
import type { AnswerCoverage } from "#lib/coverage/answer-coverage";
import {
  type Coverage,
  type CoverageSource,
  type CoverageTally,
  computeKnownShare,
  coverageReasons,
  coverageSources,
} from "#lib/coverage/coverage";
import type { TargetOutcome } from "#lib/coverage/coverage-target";
import type { MissingCompany } from "#lib/coverage/missing-companies";
import { figureMethods } from "#lib/fact/series/figure";
import { type PolicyAnswer, policyAnswerSchema } from "./policy";
import { type SnapshotRef, snapshotRefSchema } from "./snapshot";

/** The parameters of `GET /api/v1/coverage`. */
export const coverageParameterSchema = z.strictObject({
  /** A fact or metric, of which tags, methods, causes and the companies that lack it are then told. */
  id: z.string().max(64).optional(),
  source: z.enum(coverageSources, { error: `expected one of ${coverageSources.join(", ")}` }).default("all"),
  /** A condition in the language. */
  where: z.string().max(4000).optional(),
  by: z.literal("sector", { error: "expected sector" }).optional(),
  asof: z.iso.date({ error: "expected a date such as 2026-05-05" }).optional(),
  snapshot: z.string().optional(),
});

/** Constituents by number and by index weight (0 to 1). */
const tallySchema = z.strictObject({ count: z.int().nonnegative(), weight: z.number() });

const coverageTallySchema = z.strictObject({
  total: tallySchema,
  known: tallySchema,
  /** Known of those that could be: without `not_applicable` and `no_debt`. Null where there is nothing to know. */
  share: z.strictObject({ count: z.number().nullable(), weight: z.number().nullable() }),
  /** Only reasons that occur. */
  missing: z.partialRecord(z.enum(coverageReasons), tallySchema),
});

const sectorSchema = coverageTallySchema.extend({ sector: z.string().nullable() });

const subjectSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(["fact", "metric"]),
  label: z.string(),
  category: z.string(),
});

const targetSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** A condition in the language, beside having filings that are not stale; null for none. */
  among: z.string().nullable(),
  shareMin: z.number(),
  total: z.int(),
  known: z.int(),
  share: z.number().nullable(),
  isReached: z.boolean(),
});

const reportShape = {
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  /** Lines of the list, the companies that they are of, and how many of these have figures, filings, and are counted. */
  counts: z.strictObject({
    constituents: z.int(),
    companies: z.int(),
    figures: z.int(),
    filings: z.int(),
    selected: z.int(),
  }),
  source: z.enum(coverageSources),
  where: z.string().nullable(),
};

/** The answer without `id`: every fact and metric. */
export const coverageAnswerSchema = z.strictObject({
  ...reportShape,
  targets: z.array(targetSchema),
  subjects: z.array(
    subjectSchema.extend({
      ...coverageTallySchema.shape,
      /** The same over those with filings alone. */
      withFilings: coverageTallySchema,
      /** Null unless `by=sector`. */
      sectors: z.array(sectorSchema).nullable(),
    }),
  ),
});

/** The answer with `id`: one fact or metric. */
export const subjectCoverageSchema = z.strictObject({
  ...reportShape,
  target: targetSchema.nullable(),
  subject: subjectSchema.extend({ ...coverageTallySchema.shape, sectors: z.array(sectorSchema) }),
  /** Null for a metric, and for a snapshot with which they were not kept. */
  answers: z
    .strictObject({
      tags: z.array(tallySchema.extend({ tag: z.string() })),
      methods: z.array(tallySchema.extend({ method: z.enum(figureMethods) })),
      causes: z.array(tallySchema.extend({ cause: z.string() })),
    })
    .nullable(),
  companies: z.array(
    z.strictObject({
      ticker: z.string(),
      name: z.string(),
      sector: z.string().nullable(),
      dataSource: z.string(),
      weight: z.number().nullable(),
      reason: z.enum(coverageReasons),
      detail: z.string(),
    }),
  ),
});

export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>;
export type SubjectAnswer = z.infer<typeof subjectCoverageSchema>;

interface Report {
  readonly snapshot: SnapshotRef;
  readonly policy: PolicyAnswer;
  readonly counts: CoverageAnswer["counts"];
  readonly source: CoverageSource;
  readonly where: string | null;
  readonly targets: readonly TargetOutcome[];
}

/** A report of all facts and metrics as the API and the command line give it. */
export function buildCoverageAnswer(
  report: Report & { readonly subjects: readonly Coverage[]; readonly withFilings: readonly Coverage[] },
  { bySector }: { readonly bySector: boolean },
): CoverageAnswer {
  return {
    ...buildHead(report),
    targets: report.targets.map(buildTarget),
    subjects: report.subjects.map((coverage, index) => ({
      ...coverage.subject,
      ...buildTally(coverage),
      withFilings: buildTally(report.withFilings[index] ?? coverage),
      sectors: bySector ? buildSectors(coverage) : null,
    })),
  };
}

/** A report of one fact or metric as the API and the command line give it. */
export function buildSubjectAnswer(
  report: Report & {
    readonly coverage: Coverage;
    readonly answers: AnswerCoverage | null;
    readonly companies: readonly MissingCompany[];
  },
): SubjectAnswer {
  const { coverage, answers, companies } = report;
  const target = report.targets.find((outcome) => outcome.target.id === coverage.subject.id);
  return {
    ...buildHead(report),
    target: target === undefined ? null : buildTarget(target),
    subject: { ...coverage.subject, ...buildTally(coverage), sectors: buildSectors(coverage) },
    answers:
      answers === null
        ? null
        : {
            tags: answers.tags.map(({ tag, tally }) => ({ tag, ...tally })),
            methods: answers.methods.map(({ method, tally }) => ({ method, ...tally })),
            causes: answers.causes.map(({ cause, tally }) => ({ cause, ...tally })),
          },
    companies: [...companies],
  };
}

function buildHead({ snapshot, policy, counts, source, where }: Report) {
  return { snapshot, policy, counts, source, where };
}

function buildTarget({ target: { id, label, among, shareMin }, total, known, share, isReached }: TargetOutcome) {
  return { id, label, among, shareMin, total: total.count, known: known.count, share, isReached };
}

function buildSectors({ sectors }: Coverage) {
  return sectors.map(({ sector, ...tally }) => ({ sector, ...buildTally(tally) }));
}

function buildTally(tally: CoverageTally) {
  const { total, known, missing } = tally;
  const occurring = coverageReasons.filter((reason) => missing[reason].count > 0);
  return {
    total,
    known,
    share: computeKnownShare(tally),
    missing: Object.fromEntries(occurring.map((reason) => [reason, missing[reason]])),
  };
}
