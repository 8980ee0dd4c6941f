/** A form of a rule that was tried and not taken. */
export interface TriedChoice {
  /** The decision that has the whole of it, in the README of the policies. */
  readonly decision: string;
  readonly tried: string;
  readonly because: string;
}

/** What was tried for version 2 and rejected, in the order of the decisions. */
export const triedChoices: readonly TriedChoice[] = [
  {
    decision: "P-12",
    tried: "Weak by interest cover under 1.25 alone, with any debt (version 1).",
    because: "It flags twice as many companies for the same failures.",
  },
  {
    decision: "P-12",
    tried: "A share of revenue below which interest says nothing.",
    because: "It says again what the share of assets says of debt.",
  },
  {
    decision: "P-12",
    tried: "Altman's zone of distress as a sign of weakness.",
    because: "It was true of nobody of whom low cover was not true.",
  },
  {
    decision: "P-13",
    tried: "A runway of 12 or 18 months instead of 24.",
    because: "Failures are about as frequent (28, 24 and 23 in 100), and 24 months find twice as many.",
  },
  {
    decision: "P-14",
    tried: "Asking every company whether its sources pay for what falls due.",
    because: "Alone it called 81 company-years weak, of which none failed within two years.",
  },
  {
    decision: "P-16",
    tried: "Piotroski's score as a test of resilience.",
    because: "Positive free cash flow took its place: resilient companies earn cash.",
  },
  {
    decision: "P-18",
    tried: "Counting leases and preferred shares as debt.",
    because: "None count unless the number adjusted_debt_share says so: the evidence does not have them.",
  },
  {
    decision: "P-26",
    tried: "Three years of EBIT below interest alone, or with free cash flow of the last twelve months.",
    because:
      "Alone it calls companies weak that pay their interest out of cash; with twelve months it is the same as the rule for these.",
  },
  {
    decision: "P-27",
    tried: "A profit in each of the last two quarters.",
    because: "It takes a season for trouble: twelve of 146 resilient filers would not be.",
  },
];
