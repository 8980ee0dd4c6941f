/** Why no scenario speaks of some companies. */
export const notModelledMeaning =
  "Interest is the cost of goods of banks, insurers and lenders, so no scenario speaks of their earnings.";
