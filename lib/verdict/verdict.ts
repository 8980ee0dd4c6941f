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

/** The id of the text column that holds the verdict by the policy as published, where some of its numbers are moved. */
export const publishedVerdictColumnId = "published_verdict";

/** The id of the text column that says in a few words why the verdict is what it is. */
export const whyColumnId = "why";

const verdictColumnIds: readonly string[] = [
  verdictColumnId,
  reportedVerdictColumnId,
  publishedVerdictColumnId,
  whyColumnId,
];

/** Whether a column is one of those that judging adds to a snapshot. */
export function isVerdictColumn(columnId: string): boolean {
  return verdictColumnIds.includes(columnId);
}
