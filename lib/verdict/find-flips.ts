import { createEvaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import type { NumberVector, TextVector, TruthVector, VectorSource } from "#lib/expr/vector";
import type { Format } from "#lib/metric/metric";
import { type Judgement, type RuleJudgement, readVerdict, requireNode, settle } from "./judge";
import { writeStressed } from "./policy/policy";
import { readsAllRows } from "./reads-all-rows";
import { type Verdict, verdictIds } from "./verdict";

/** A change of one figure that alone changes the verdict. */
export interface Flip {
  readonly driver: string;
  readonly label: string;
  /** The figure now and after the change, written by `format`. */
  readonly from: number;
  readonly to: number;
  readonly format: Format;
  /** The change over the size of the figure: -0.12 is 12% lower. */
  readonly share: number;
  /** The verdict after it. */
  readonly verdict: Verdict;
}

interface Driver {
  readonly id: string;
  readonly label: string;
  /** The columns that move together; the first is the figure that is shown. */
  readonly columns: readonly string[];
  readonly canBeNegative: boolean;
}

const drivers: readonly Driver[] = [
  { id: "ebit", label: "EBIT", columns: ["ebit", "operating_income"], canBeNegative: true },
  { id: "interest_expense", label: "Interest expense", columns: ["interest_expense"], canBeNegative: false },
  { id: "total_debt", label: "Total debt", columns: ["total_debt"], canBeNegative: false },
  { id: "cash", label: "Cash", columns: ["cash"], canBeNegative: false },
  { id: "operating_cash_flow", label: "Operating cash flow", columns: ["operating_cash_flow"], canBeNegative: true },
  { id: "net_income", label: "Net income", columns: ["net_income"], canBeNegative: true },
  { id: "net_income_q", label: "Net income of the quarter", columns: ["net_income_q"], canBeNegative: true },
  { id: "shares_outstanding", label: "Shares outstanding", columns: ["shares_outstanding"], canBeNegative: false },
  { id: "equity", label: "Equity", columns: ["equity"], canBeNegative: true },
];

/** The largest change that is looked for, over the size of the figure. */
const shareMax = 3;
const coarseSteps = 48;
const fineSteps = 24;

interface Trial {
  readonly driver: Driver;
  readonly share: number;
}

export interface FlipTarget {
  readonly source: VectorSource;
  readonly scope: Scope;
  readonly judgement: Judgement;
}

/**
 * For each figure and direction the smallest change, up to three times the figure, that alone changes a row's verdict;
 * smallest first. Rules that compare with other companies are held as they are. A row that is not rated has none.
 */
export function findFlips({ source, scope, judgement }: FlipTarget, row: number): readonly Flip[] {
  const verdict = readVerdict(judgement, row);
  if (verdict === "not_rated") return [];
  const judgeTrials = prepareTrials({ source, scope, judgement }, row);
  const known = drivers.filter(({ columns }) => {
    const value = readNumber(source, columns[0] ?? "", row);
    return value !== null && value !== 0;
  });

  const coarse = known.flatMap((driver) =>
    [1, -1].map((sign) =>
      Array.from({ length: coarseSteps }, (_, step) => ({
        driver,
        share: sign * shareMax ** (step / (coarseSteps - 1)) * 0.005 ** (1 - step / (coarseSteps - 1)),
      })).filter(({ share }) => driver.canBeNegative || share >= -1),
    ),
  );
  const brackets = judgeSeries(coarse, judgeTrials, verdict);
  const fine = brackets.map(({ before, found }) =>
    Array.from({ length: fineSteps }, (_, step) => ({
      driver: found.driver,
      share: before + ((found.share - before) * (step + 1)) / fineSteps,
    })),
  );
  return judgeSeries(fine, judgeTrials, verdict)
    .map(({ found, verdict: after }): Flip => {
      const from = readNumber(source, found.driver.columns[0] ?? "", row) ?? Number.NaN;
      return {
        driver: found.driver.id,
        label: found.driver.label,
        from,
        format: found.driver.id === "shares_outstanding" ? "shares" : "usd",
        to: from + found.share * Math.abs(from),
        share: found.share,
        verdict: after,
      };
    })
    .sort((left, right) => Math.abs(left.share) - Math.abs(right.share));
}

interface Bracket {
  /** The last share that leaves the verdict as it is. */
  readonly before: number;
  readonly found: Trial;
  readonly verdict: Verdict;
}

/** The first trial of each series that changes the verdict to another one that is settled. */
function judgeSeries(
  series: readonly (readonly Trial[])[],
  judgeTrials: (trials: readonly Trial[]) => Uint8Array,
  verdict: Verdict,
): readonly Bracket[] {
  const verdicts = judgeTrials(series.flat());
  const brackets: Bracket[] = [];
  let start = 0;
  for (const trials of series) {
    const at = trials.findIndex((_, index) => {
      const other = verdictIds[verdicts[start + index] ?? -1];
      return other !== verdict && other !== "not_rated";
    });
    const found = trials[at];
    const after = verdictIds[verdicts[start + at] ?? -1];
    if (found && after) brackets.push({ before: trials[at - 1]?.share ?? 0, found, verdict: after });
    start += trials.length;
  }
  return brackets;
}

function prepareTrials(
  { source, scope, judgement }: FlipTarget,
  row: number,
): (trials: readonly Trial[]) => Uint8Array {
  const { policy, isStressed } = judgement;
  const isHeld = judgement.rules.map(({ rule }) => readsAllRows(rule.formula, scope));
  return (trials) => {
    // Each trial table is judged once, so that no order of its rows pays.
    const options = { scansBeforeRanks: Number.POSITIVE_INFINITY };
    const evaluator = createEvaluator(buildTrialSource(source, row, trials), scope, options);
    const evaluateRule = (text: string): TruthVector =>
      evaluator.evaluateTruth(requireNode(isStressed ? writeStressed(text) : text));
    const rules = judgement.rules.map((entry, index): RuleJudgement => {
      const { rule } = entry;
      return {
        rule,
        applies: evaluator.evaluateTruth(requireNode(rule.applies)),
        state: isHeld[index] ? repeatTruth(entry.state, row, trials.length) : evaluateRule(rule.formula),
      };
    });
    return settle(evaluator.evaluateTruth(requireNode(policy.applies)), rules);
  };
}

/** A table that repeats one row, each time with one figure changed. */
function buildTrialSource(source: VectorSource, row: number, trials: readonly Trial[]): VectorSource {
  const kept = new Map<string, NumberVector | TextVector | undefined>();
  const build = (columnId: string): NumberVector | TextVector | undefined => {
    const vector = source.getVector(columnId);
    if (vector === undefined) return undefined;
    if (vector.type === "text") {
      return { ...vector, codes: new Uint16Array(trials.length).fill(vector.codes[row] ?? 0) };
    }
    const value = vector.values[row] ?? Number.NaN;
    return {
      type: "number",
      values: Float64Array.from(trials, ({ driver, share }) =>
        driver.columns.includes(columnId) ? value + share * Math.abs(value) : value,
      ),
      reasons: new Uint8Array(trials.length).fill(vector.reasons[row] ?? 0),
    };
  };
  return {
    rowCount: trials.length,
    getVector: (columnId) => {
      if (!kept.has(columnId)) kept.set(columnId, build(columnId));
      return kept.get(columnId);
    },
  };
}

function repeatTruth({ truth, known }: TruthVector, row: number, rowCount: number): TruthVector {
  const words = (rowCount + 31) >>> 5;
  const repeat = (bits: Uint32Array): Uint32Array => {
    const isSet = (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
    const result = new Uint32Array(words).fill(isSet ? 0xffffffff : 0);
    if (rowCount % 32 !== 0 && words > 0) result[words - 1] = (result[words - 1] ?? 0) & ((1 << (rowCount & 31)) - 1);
    return result;
  };
  return { type: "truth", rowCount, truth: repeat(truth), known: repeat(known) };
}

function readNumber(source: VectorSource, columnId: string, row: number): number | null {
  const vector = source.getVector(columnId);
  if (vector?.type !== "number" || vector.reasons[row] !== 0) return null;
  return vector.values[row] ?? null;
}
