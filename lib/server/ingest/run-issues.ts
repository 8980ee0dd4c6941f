import "server-only";
import type { SkippedRow } from "#lib/source/source-error";

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
  readonly issues: readonly RunIssue[];
}

export function createIssueLog(): IssueLog {
  const issues: RunIssue[] = [];
  return {
    issues,
    add: (issue) => void issues.push(issue),
    addRows(fileName, rows) {
      for (const { line, what, why } of rows) {
        issues.push({ scope: "row", subject: what, place: `${fileName}, line ${line}`, why });
      }
    },
  };
}
