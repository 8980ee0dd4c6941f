import "server-only";
import type { SkippedRow } from "#lib/source/source-error";
import { formatCountOf } from "#lib/util/number-text";

/** One thing that an ingest left out, and why. */
export interface RunIssue {
  /** `file`: the file as a whole, `company`: one company, `row`: one line of a file. */
  readonly scope: "file" | "company" | "row";
  /** The file, company or line that was left out. */
  readonly subject: string;
  /** Where it stands, as "IWM.csv, line 12". */
  readonly place: string | null;
  readonly why: string;
}

/** Collects what an ingest left out. Nothing is dropped silently: whoever skips something adds it here. */
export interface IssueLog {
  add(issue: RunIssue): void;
  addRows(fileName: string, rows: readonly SkippedRow[]): void;
  /** Rows of a company's file at EDGAR that are dated as filed after today. `place` names the file, and the first. */
  addLater(subject: string, place: string, count: number, what: "figure" | "filing"): void;
  readonly issues: readonly RunIssue[];
}

export function createIssueLog(): IssueLog {
  const issues: RunIssue[] = [];
  return {
    issues,
    add: (issue) => void issues.push(issue),
    addLater(subject, place, count, what) {
      const why = `${formatCountOf(count, what)} dated after today ${count === 1 ? "is" : "are"} left out`;
      issues.push({ scope: "company", subject, place, why });
    },
    addRows(fileName, rows) {
      for (const { line, what, why } of rows) {
        issues.push({ scope: "row", subject: what, place: `${fileName}, line ${line}`, why });
      }
    },
  };
}
