/** Why a whole file was refused: what is wrong, where, and what was expected. */
export interface SourceError {
  /** One sentence for the person who gave the file. */
  readonly message: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Place in a JSON document, `facts.us-gaap.Revenues.units.USD[3].val`. */
  readonly at?: string;
  readonly expected?: string;
}

/** A row that was left out, and why. The rest of the file stands. */
export interface SkippedRow {
  readonly line: number;
  /** What the row was about: a ticker, a name, the first cells. */
  readonly what: string;
  readonly why: string;
}

/** Why a file is refused of which no row holds what it is for: the first row's reason is that of the file. */
export function refuseAllRows(what: string, skipped: readonly SkippedRow[], expected: string): SourceError {
  const [first] = skipped;
  return {
    message: first
      ? `No line of the file holds a ${what} that can be used; the first: ${first.why}.`
      : `No line of the file holds a ${what}.`,
    line: first?.line ?? 2,
    expected,
  };
}

/** The error as one line: `holdings.csv, line 12: ... (expected ...)`. */
export function formatSourceError(fileName: string, error: SourceError): string {
  const place = error.line === undefined ? (error.at === undefined ? "" : `, at ${error.at}`) : `, line ${error.line}`;
  const expected = error.expected === undefined ? "" : ` (expected ${error.expected})`;
  return `${fileName}${place}: ${error.message}${expected}`;
}
