import "server-only";
import { AppError } from "#lib/contract/app-error";
import { buildPolicyAnswer, type PolicyAnswer } from "#lib/contract/policy";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { type AnswerCoverage, measureAnswers } from "#lib/coverage/answer-coverage";
import {
  type Coverage,
  type CoverageSource,
  type CoverageSubject,
  getSourceMask,
  listCoverageSubjects,
  measureCoverage,
} from "#lib/coverage/coverage";
import { measureTargets, type TargetOutcome } from "#lib/coverage/coverage-target";
import { takeCompanyAnswers } from "#lib/coverage/fact-answers";
import { listMissingCompanies, type MissingCompany } from "#lib/coverage/missing-companies";
import { findNearest } from "#lib/expr/nearest";
import { listRows } from "#lib/expr/truth";
import { isBlankQuery, readExpression } from "#lib/screen/run/screen-expressions";
import type { Universe } from "#lib/screen/universe/universe";
import { createBreath } from "#lib/server/breathe";
import { getEnvironment } from "#lib/server/env";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { readFactAnswers } from "#lib/server/snapshot/fact-answers-file";
import type { Policy } from "#lib/verdict/policy/policy";

/** Whose coverage is asked for. */
export interface CoverageRequest extends UniverseRequest {
  readonly source?: CoverageSource;
  /** A condition in the language; blank or left out: every constituent of the source. */
  readonly where?: string | null;
}

/** How much is known of the constituents that were asked for, and what was counted. */
export interface CoverageReport {
  readonly snapshot: SnapshotRef;
  /** Under which the condition was read, and whose metrics were counted. */
  readonly policy: PolicyAnswer;
  readonly counts: {
    readonly constituents: number;
    readonly companies: number;
    readonly figures: number;
    readonly filings: number;
    /** Those that `source` and `where` leave. */
    readonly selected: number;
  };
  readonly source: CoverageSource;
  readonly where: string | null;
  readonly targets: readonly TargetOutcome[];
}

/** The coverage of every fact and metric: of the constituents asked for, and of those with filings. */
export interface FullCoverage extends CoverageReport {
  readonly subjects: readonly Coverage[];
  /** In the order of `subjects`, over the constituents with filings among those asked for. */
  readonly withFilings: readonly Coverage[];
}

/** All that is known of the coverage of one fact or metric. */
export interface SubjectCoverage extends CoverageReport {
  readonly coverage: Coverage;
  /** Tags, methods and causes; null for a metric, and where they were not measured. */
  readonly answers: AnswerCoverage | null;
  /** Those that lack it, the heaviest first. */
  readonly companies: readonly MissingCompany[];
}

/** Measures every fact and metric. Throws AppError "invalid_query" for a condition that is none. */
export async function getCoverage(request: CoverageRequest = {}): Promise<FullCoverage> {
  const { universe, mask, report } = await openReport(request);
  const subjects = listCoverageSubjects(universe.scope.policy);
  const filed = getSourceMask(universe, "filings").map((value, row) => value & (mask[row] ?? 0));
  return {
    ...report,
    subjects: await measureAll(universe, subjects, mask),
    withFilings: await measureAll(universe, subjects, filed),
  };
}

/** So many subjects take some 10 ms. */
const stepSubjects = 16;

/** Measures step by step, between which others have their turns. */
async function measureAll(
  universe: Universe,
  subjects: readonly CoverageSubject[],
  mask: Uint8Array,
): Promise<readonly Coverage[]> {
  const breathe = createBreath();
  const measured: Coverage[] = [];
  for (let from = 0; from < subjects.length; from += stepSubjects) {
    measured.push(...measureCoverage(universe, subjects.slice(from, from + stepSubjects), mask));
    await breathe();
  }
  return measured;
}

/** Measures one fact or metric, and lists who lacks it. Throws AppError "invalid_request" for a name that is neither. */
export async function getSubjectCoverage(id: string, request: CoverageRequest = {}): Promise<SubjectCoverage> {
  const { universe, mask, report } = await openReport(request);
  const subject = requireSubject(universe.scope.policy, id);
  const ofLines = await readFactAnswers(getEnvironment().home, report.snapshot.id);
  const answers = ofLines === null ? null : takeCompanyAnswers(ofLines, universe);
  return {
    ...report,
    coverage: measureOne(universe, subject, mask),
    answers: answers === null || subject.kind === "metric" ? null : measureAnswers(universe, answers, id, mask),
    companies: listMissingCompanies(universe, subject, mask, answers),
  };
}

function measureOne(universe: Universe, subject: CoverageSubject, mask: Uint8Array): Coverage {
  const [coverage] = measureCoverage(universe, [subject], mask);
  if (coverage === undefined) throw new Error("Impossible state: one subject has one coverage");
  return coverage;
}

async function openReport(request: CoverageRequest) {
  const { universe, snapshot } = await getUniverse(request);
  const source = request.source ?? "all";
  const where = request.where === undefined || request.where === null ? null : request.where;
  const condition = readCondition(universe, where);
  const mask = getSourceMask(universe, source).map((value, row) => value & (condition?.[row] ?? 1));
  const count = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0);
  const report: CoverageReport = {
    snapshot,
    policy: buildPolicyAnswer(universe.scope.policy),
    counts: {
      constituents: universe.lines.lineCount,
      companies: universe.rowCount,
      figures: count(getSourceMask(universe, "figures")),
      filings: count(getSourceMask(universe, "filings")),
      selected: count(mask),
    },
    source,
    where: condition === null ? null : where,
    targets: measureTargets(universe),
  };
  return { universe, mask, report };
}

function readCondition(universe: Universe, where: string | null): Uint8Array | null {
  if (where === null || isBlankQuery(where)) return null;
  const checked = readExpression(where, universe.scope);
  if (!checked.ok) {
    const places = checked.error.map(({ message, hint, span }) => ({
      at: "where",
      text: where,
      message: hint === undefined ? message : `${message} ${hint}`,
      ...span,
    }));
    throw new AppError("invalid_query", places.map(({ message }) => message).join(" "), { places });
  }
  if (checked.value.type !== "truth") {
    throw new AppError("invalid_query", `"${where}" is no condition. Compare it with something: total_debt > 0.`);
  }
  const mask = new Uint8Array(universe.rowCount);
  for (const row of listRows(universe.evaluator.evaluateTruth(checked.value.node), "true")) mask[row] = 1;
  return mask;
}

function requireSubject(policy: Policy, id: string): CoverageSubject {
  const subjects = listCoverageSubjects(policy);
  const subject = subjects.find((candidate) => candidate.id === id);
  if (subject) return subject;
  const near = findNearest(
    id,
    subjects.map((candidate) => candidate.id),
  );
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
  throw new AppError("invalid_request", `"${id}" is neither a fact nor a metric.${hint}`);
}
