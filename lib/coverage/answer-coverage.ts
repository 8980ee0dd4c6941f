import type { FigureMethod } from "#lib/fact/series/figure";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import type { Tally } from "./coverage";
import { describeDataGap, readDataGap } from "./data-gap-text";
import { type FactAnswers, getAnswer } from "./fact-answers";

/** Which tags and which ways of reckoning gave a fact, and what is said where none did. */
export interface AnswerCoverage {
  readonly factId: string;
  /** A constituent counts once for each tag that its figure is made of; the most frequent first. */
  readonly tags: readonly { readonly tag: string; readonly tally: Tally }[];
  readonly methods: readonly { readonly method: FigureMethod; readonly tally: Tally }[];
  /** Why it is missing, in words, without the dates that differ from company to company; the most frequent first. */
  readonly causes: readonly { readonly cause: string; readonly tally: Tally }[];
}

/** What a method is, in a few words. */
export const methodLabels: Readonly<Record<FigureMethod, string>> = {
  reported: "as reported",
  year_plus_year_to_date: "year + this year to date − last year to date",
  four_quarters: "four quarters",
  fourth_quarter: "year − nine months",
  year_to_date_difference: "difference of two year-to-date figures",
  derived: "from other facts",
  inferred: "zero, concluded",
};

/** Counts the answers of one fact over the rows of a mask; null where it was not measured. */
export function measureAnswers(
  target: ScreenTarget,
  answers: FactAnswers,
  factId: string,
  mask: Uint8Array,
): AnswerCoverage | null {
  if (answers.codes[factId] === undefined || answers.rowCount !== target.rowCount) return null;
  const weights = target.evaluator.evaluateNumber({ kind: "name", id: "weight" }).values;
  const tags = new TallyMap<string>();
  const methods = new TallyMap<FigureMethod>();
  const causes = new TallyMap<string>();
  for (let row = 0; row < target.rowCount; row += 1) {
    if (mask[row] === 0) continue;
    const weight = weights[row] ?? Number.NaN;
    const answer = getAnswer(answers, factId, row);
    if (answer === null) causes.add(describeDataGap(readDataGap(target, row)), weight);
    else if (answer.method === null) causes.add(removeDates(answer.detail ?? ""), weight);
    else {
      methods.add(answer.method, weight);
      for (const tag of answer.tags) tags.add(tag, weight);
    }
  }
  return {
    factId,
    tags: tags.list().map(([tag, tally]) => ({ tag, tally })),
    methods: methods.list().map(([method, tally]) => ({ method, tally })),
    causes: causes.list().map(([cause, tally]) => ({ cause, tally })),
  };
}

/** Joins sentences that differ in their dates only. */
function removeDates(detail: string): string {
  return detail.replace(/\d{4}-\d{2}-\d{2}/g, "…");
}

class TallyMap<Key extends string> {
  private readonly tallies = new Map<Key, { count: number; weight: number }>();

  add(key: Key, weight: number): void {
    const tally = this.tallies.get(key) ?? { count: 0, weight: 0 };
    this.tallies.set(key, tally);
    tally.count += 1;
    if (!Number.isNaN(weight)) tally.weight += weight;
  }

  list(): readonly (readonly [Key, Tally])[] {
    return [...this.tallies].sort(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1));
  }
}
