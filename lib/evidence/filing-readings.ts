/** Verdicts of weak and resilient that people read against the filings, by version, before those that were wrong were mended (P-20). */
export const filingReadings: readonly { readonly policy: string; readonly read: number; readonly wrong: number }[] = [
  { policy: "1", read: 39, wrong: 7 },
  { policy: "2", read: 30, wrong: 1 },
];
