import type { TextVector, VectorSource } from "../expr/vector";

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

/** A source with the text column `verdict` on top, so that filters can say `verdict = weak`. */
export function withVerdict(source: VectorSource, judgement: { readonly verdicts: Uint8Array }): VectorSource {
  const column: TextVector = {
    type: "text",
    codes: Uint16Array.from(judgement.verdicts),
    dictionary: verdictIds,
  };
  return {
    rowCount: source.rowCount,
    getVector: (columnId) => (columnId === verdictColumnId ? column : source.getVector(columnId)),
  };
}
