import type { FigureId } from "./period-figures";

/** One line of a fictional filer's reports: the tag that it uses for a figure, and when. */
export interface TagLine {
  readonly taxonomy: "us-gaap" | "dei" | "ifrs-full";
  readonly tag: string;
  readonly label: string;
  readonly unit: "USD" | "shares" | "USD/shares" | "pure";
  /**
   * `income`: quarter and year to date. `cash`: year to date alone, as cash-flow statements are. `balance`: each
   * report. `note`: annual report alone. `cover`: dated some weeks after the period's end.
   */
  readonly timing: "income" | "cash" | "balance" | "note" | "cover";
  /** Sum of these with their signs; a line of which nothing is known, or that is always zero, is not filed. */
  readonly terms: readonly (readonly [id: FigureId, sign: 1 | -1])[];
  /** First and last fiscal year with this tag. */
  readonly from?: number;
  readonly until?: number;
  /** Filed in older quarterly reports too, of which the sample keeps the essentials alone. */
  readonly core: boolean;
}

export type Terms = TagLine["terms"];

/** A line that is one figure. */
export const one = (id: Terms[number][0]): Terms => [[id, 1]];

/** A line of the US taxonomy in US dollars. */
export function line(timing: TagLine["timing"], tag: string, label: string, terms: Terms, core = false): TagLine {
  return { taxonomy: "us-gaap", tag, label, unit: "USD", timing, terms, core };
}
