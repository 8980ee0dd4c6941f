import type { TextVector, VectorSource } from "#lib/expr/vector";

/** The verdicts from best to worst; `not_rated` says that the answer is open. The order is the dictionary of the column. */
export const verdictIds = ["resilient", "mixed", "weak", "not_rated"] as const;

export type Verdict = (typeof verdictIds)[number];

/** The name of a verdict in the interface. */
export const verdictLabels: Readonly<Record<Verdict, string>> = {
  resilient: "Resilient",
  mixed: "Mixed",
  weak: "Weak",
  not_rated: "Not rated",
};

/** The id of the text column that holds the verdict. */
export const verdictColumnId = "verdict";

/** The id of the text column that holds the verdict without a scenario, where one is in force. */
export const reportedVerdictColumnId = "reported_verdict";

interface Verdicts {
  readonly verdicts: Uint8Array;
}

/**
 * A source with the text column `verdict` on top, so that filters can say `verdict = weak`, and `reported_verdict`,
 * which differs from it under a scenario.
 */
export function withVerdict(source: VectorSource, judgement: Verdicts, reported: Verdicts = judgement): VectorSource {
  const verdict = buildColumn(judgement);
  const before = reported === judgement ? verdict : buildColumn(reported);
  return {
    rowCount: source.rowCount,
    getVector: (columnId) => {
      if (columnId === verdictColumnId) return verdict;
      return columnId === reportedVerdictColumnId ? before : source.getVector(columnId);
    },
  };
}

/** Whether a column is one of those that judging adds to a snapshot. */
export function isVerdictColumn(columnId: string): boolean {
  return columnId === verdictColumnId || columnId === reportedVerdictColumnId;
}

function buildColumn({ verdicts }: Verdicts): TextVector {
  return { type: "text", codes: Uint16Array.from(verdicts), dictionary: verdictIds };
}
