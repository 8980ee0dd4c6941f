/**
 * Why a constituent has no figures at all: the values of the column `data_gap`. None of them tells whether something was
 * filed later, because what a past day shows must not depend on that.
 */
export const dataGapLabels = {
  unmatched: "not matched to a company",
  no_cik: "no SEC filer known",
  no_filings: "no filings by then",
  ifrs: "reports by IFRS",
  foreign_currency: "reports in another currency",
  no_statements: "no statements filed",
} as const;

export type DataGap = keyof typeof dataGapLabels;

/** Every reason, in the order in which they are looked for. */
export const dataGaps = Object.keys(dataGapLabels) as readonly DataGap[];

/** The reason in a sentence, with what a reader may conclude. */
export const dataGapMeanings: Readonly<Record<DataGap, string>> = {
  unmatched:
    "The list of constituents names another company than the one that has this ticker at the SEC today, so nobody's figures are shown rather than a stranger's.",
  no_cik: "No source that was loaded says which SEC filer (CIK) has this ticker, so no filings can be found.",
  no_filings: "The SEC filer is known, but nothing that was loaded of it had been filed by this day.",
  ifrs: "The company reports by IFRS. Its figures mean something else than those of US rules and are not read, not even in part.",
  foreign_currency:
    "The company reports in another currency than the US dollar. Its figures are kept as they are and not converted, so none are shown.",
  no_statements: "The filings that were loaded hold no statement of income or balance sheet that can be read.",
};

/** Whether a text of the column is one of the reasons. */
export function isDataGap(text: string): text is DataGap {
  return text in dataGapLabels;
}
