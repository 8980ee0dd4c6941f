import type { Evaluator } from "#lib/expr/evaluate";
import { missingTextCode, type Vector } from "#lib/expr/vector";
import { publicFacts } from "#lib/fact/definition/catalogue";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { metricCategoryLabels } from "#lib/metric/metric";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { getReason, getReasonCode, type MissingReason, missingReasons } from "#lib/util/missing";
import type { Policy } from "#lib/verdict/policy/policy";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { requireMask } from "./row-mask";

/** Something that is known for some companies and not for others. */
export interface CoverageSubject {
  readonly id: string;
  readonly kind: "fact" | "metric";
  readonly label: string;
  /** The part of the catalogue it stands in, in words. */
  readonly category: string;
}

/**
 * Every fact (flows of the last twelve months, then the newest balances) and every metric under a policy, in the order of
 * the catalogues.
 */
export function listCoverageSubjects(policy: Policy): readonly CoverageSubject[] {
  const metrics = listPolicyMetrics(policy).map(
    ({ id, label, category }): CoverageSubject => ({
      id,
      kind: "metric",
      label,
      category: metricCategoryLabels[category],
    }),
  );
  return [
    ...listFacts("flow", "Flows, last twelve months"),
    ...listFacts("balance", "Balances, newest balance sheet"),
    ...metrics,
  ];
}

function listFacts(kind: FactDefinition["kind"], category: string): readonly CoverageSubject[] {
  return publicFacts
    .filter((fact) => fact.kind === kind)
    .map(({ id, label }): CoverageSubject => ({ id, kind: "fact", label, category }));
}

/** Whose figures are looked at: every constituent, those with figures of any origin, those with filings. */
export const coverageSources = ["all", "figures", "filings"] as const;

export type CoverageSource = (typeof coverageSources)[number];

const sourceConditions: Readonly<Record<CoverageSource, string | null>> = {
  all: null,
  figures: "data_source != none",
  // The sample's figures are all of one kind.
  filings: "data_source in (filings, sample)",
};

/** Why something is not known. `unknown` is a truth that hangs on a missing number. */
export type CoverageReason = MissingReason | "unknown";

export const coverageReasons: readonly CoverageReason[] = [...missingReasons, "unknown"];

/** Constituents by number, and by the index weight they have together (0 to 1). */
export interface Tally {
  readonly count: number;
  readonly weight: number;
}

/** Of how many constituents something is known, and why it is not of the rest. */
export interface CoverageTally {
  readonly total: Tally;
  readonly known: Tally;
  readonly missing: Readonly<Record<CoverageReason, Tally>>;
}

export interface Coverage extends CoverageTally {
  readonly subject: CoverageSubject;
  /** By sector, in the order of their names; a constituent without a sector counts under null, which comes last. */
  readonly sectors: readonly (CoverageTally & { readonly sector: string | null })[];
}

/** Counts coverage over the rows of a mask (1 = counts). A missing text counts as not reported. */
export function measureCoverage(
  target: ScreenTarget,
  subjects: readonly CoverageSubject[],
  mask: Uint8Array,
): readonly Coverage[] {
  const weights = readWeights(target.evaluator);
  const sectors = readSectors(target.evaluator);
  return subjects.map((subject) => {
    const reasons = readReasons(target, subject.id);
    const all = new Counter();
    const bySector = sectors.names.map(() => new Counter());
    for (let row = 0; row < target.rowCount; row += 1) {
      if (mask[row] === 0) continue;
      const reason = reasons[row] ?? 0;
      const weight = weights[row] ?? 0;
      all.add(reason, weight);
      bySector[sectors.codes[row] ?? 0]?.add(reason, weight);
    }
    return {
      subject,
      ...all.build(),
      sectors: sectors.names
        .map((sector, code) => ({ sector, ...(bySector[code] ?? all).build() }))
        .filter(({ total }) => total.count > 0),
    };
  });
}

/** The coverage of one name among the rows of a mask (1 = counts). */
export function measureRows(target: ScreenTarget, id: string, mask: Uint8Array): CoverageTally {
  const reasons = readReasons(target, id);
  const weights = readWeights(target.evaluator);
  const counter = new Counter();
  for (let row = 0; row < target.rowCount; row += 1) {
    if (mask[row] !== 0) counter.add(reasons[row] ?? 0, weights[row] ?? 0);
  }
  return counter.build();
}

/** One byte a row: 1 where the constituent has figures from that kind of source. */
export function getSourceMask(target: ScreenTarget, source: CoverageSource): Uint8Array {
  return requireMask(target, sourceConditions[source]);
}

/**
 * What is known of what could be: where a metric does not apply, and where there is no debt to measure, nothing is
 * lacking. 0 to 1 by number and by weight; null where there is nothing to know.
 */
export function computeKnownShare({ total, known, missing }: CoverageTally): {
  readonly count: number | null;
  readonly weight: number | null;
} {
  const wanted = (of: keyof Tally) => total[of] - missing.not_applicable[of] - missing.no_debt[of];
  const count = wanted("count");
  const weight = wanted("weight");
  // With nothing known and nothing wanted, sums of weights may differ from zero by a rounding error.
  return {
    count: count === 0 ? null : known.count / count,
    weight: count === 0 || weight <= 0 ? null : Math.min(1, known.weight / weight),
  };
}

/** Why the rows lack a value, one code a row: 0 known, then as `coverageReasons`, counted from 1. */
export function readReasons({ evaluator, rowCount }: ScreenTarget, id: string): Uint8Array {
  const vector: Vector = evaluator.evaluate({ kind: "name", id });
  if (vector.type === "number") return vector.reasons;
  const reasons = new Uint8Array(rowCount);
  if (vector.type === "text") {
    const code = getReasonCode("not_reported");
    for (let row = 0; row < rowCount; row += 1) if (vector.codes[row] === missingTextCode) reasons[row] = code;
    return reasons;
  }
  for (let row = 0; row < rowCount; row += 1) {
    if ((((vector.known[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) reasons[row] = unknownCode;
  }
  return reasons;
}

const unknownCode = missingReasons.length + 1;

/** The reason behind a code of `readReasons`, or null for a value that is known. */
export function getCoverageReason(code: number): CoverageReason | null {
  return code === unknownCode ? "unknown" : getReason(code);
}

/** How many companies have each text of a text column, the most frequent first; a missing text is left out. */
export function countTexts(
  { evaluator }: Pick<ScreenTarget, "evaluator">,
  columnId: string,
): readonly { readonly text: string; readonly count: number }[] {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: columnId });
  const counts = new Uint32Array(dictionary.length);
  for (const code of codes) if (code !== missingTextCode) counts[code] = (counts[code] ?? 0) + 1;
  return dictionary
    .map((text, code) => ({ text, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count);
}

class Counter {
  private readonly counts = new Float64Array(coverageReasons.length + 1);
  private readonly weights = new Float64Array(coverageReasons.length + 1);

  add(reason: number, weight: number): void {
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
    this.weights[reason] = (this.weights[reason] ?? 0) + weight;
  }

  build(): CoverageTally {
    const read = (code: number): Tally => ({ count: this.counts[code] ?? 0, weight: this.weights[code] ?? 0 });
    const sum = (numbers: Float64Array) => numbers.reduce((total, number) => total + number, 0);
    return {
      total: { count: sum(this.counts), weight: sum(this.weights) },
      known: read(0),
      missing: Object.fromEntries(
        coverageReasons.map((reason, index) => [reason, read(index + 1)]),
      ) as unknown as CoverageTally["missing"],
    };
  }
}

/** A constituent whose weight is not known weighs nothing. */
function readWeights(evaluator: Evaluator): Float64Array {
  return evaluator
    .evaluateNumber({ kind: "name", id: "weight" })
    .values.map((weight) => (Number.isNaN(weight) ? 0 : weight));
}

function readSectors(evaluator: Evaluator): {
  readonly names: readonly (string | null)[];
  readonly codes: Uint16Array;
} {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: "sector" });
  return {
    names: [...dictionary, null],
    codes: codes.map((code) => (code === missingTextCode ? dictionary.length : code)),
  };
}
