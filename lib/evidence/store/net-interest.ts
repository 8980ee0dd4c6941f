import { boundMark, type FactEntry } from "#lib/fact/filed/entry";
import type { VendorCompany, VendorReport } from "./vendor-file";

/** The most that cash earned in a year: gross interest is net interest and at most so much of cash. */
export const cashYieldMost = 0.05;

/** The two ends of what gross interest may be where only net interest is known. */
export const interestEnds = ["low", "high"] as const;
export type InterestEnd = (typeof interestEnds)[number];

/**
 * Gross interest in USD at one end: net interest, or net interest and what cash may have earned. Gross interest is never
 * below zero. Null where net interest is not known.
 */
export function getInterest({ values, months }: Pick<VendorReport, "values" | "months">, end: InterestEnd) {
  const net = values.get("interest_expense");
  if (net === undefined) return null;
  const earned = end === "low" ? 0 : (cashYieldMost * Math.max(0, values.get("cash") ?? 0) * months) / 12;
  return Math.max(0, net + earned);
}

/** The entries of a company with gross interest at one end in place of net interest; at the high end marked as a bound. */
export function setInterest({ entries, reports }: VendorCompany, end: InterestEnd): readonly FactEntry[] {
  const reportByRow = new Map(reports.map((report) => [`${report.end} ${report.filed}`, report]));
  return entries.map((entry) => {
    if (entry.fact !== "interest_expense") return entry;
    const report = reportByRow.get(`${entry.end} ${entry.filed}`);
    const value = report === undefined ? null : getInterest(report, end);
    if (value === null) return entry;
    return { ...entry, value, form: end === "high" ? entry.form + boundMark : entry.form };
  });
}
