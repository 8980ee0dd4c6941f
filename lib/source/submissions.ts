import { parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { readCik } from "./csv";
import type { DateRules } from "./date-text";
import type { SourceFormat } from "./format";
import { isJsonObject, readJsonObject } from "./json";
import type { SourceError } from "./source-error";

/** One filing of EDGAR's index. */
export interface SubmissionFiling {
  readonly accession: string;
  readonly form: string;
  readonly filed: Day;
  /** The end of the period that the filing reports on; null for filings without one. */
  readonly periodEnd: Day | null;
  /** File name of the main document; empty when unknown. */
  readonly document: string;
}

export interface Submissions {
  readonly cik: number;
  readonly name: string;
  /** What the company was called before, the newest first. */
  readonly formerNames: readonly string[];
  /** Null when EDGAR has assigned none. */
  readonly sic: number | null;
  readonly sicDescription: string;
  readonly tickers: readonly string[];
  readonly exchanges: readonly string[];
  /** Month and day, `1231`; null when EDGAR has none. */
  readonly fiscalYearEnd: string | null;
  /** The newest filings, newest first; EDGAR keeps older ones in further files. */
  readonly filings: readonly SubmissionFiling[];
  readonly skippedCount: number;
  /** Filings that are dated after today, which are left out. */
  readonly laterCount: number;
}

const expected = "EDGAR's submissions file (cik, name, sic, filings.recent)";

/**
 * Reads EDGAR's filing index of one company. Refuses a document of another kind, naming the place. A filing that is
 * dated after today is left out.
 */
export function parseSubmissions(
  text: string,
  { today = Number.POSITIVE_INFINITY }: Pick<DateRules, "today"> = {},
): Result<Submissions, SourceError> {
  const document = readJsonObject(text);
  if (!document.ok) return document;
  const { cik, name, sic, sicDescription, tickers, exchanges, fiscalYearEnd, filings, formerNames } = document.value;
  const number = typeof cik === "string" || typeof cik === "number" ? readCik(cik) : null;
  if (number === null) return fail({ message: "The CIK is absent or not a number.", at: "cik", expected });
  if (typeof name !== "string") return fail({ message: "The name is absent.", at: "name", expected });
  const recent = isJsonObject(filings) ? filings["recent"] : undefined;
  if (!isJsonObject(recent)) return fail({ message: "The list of filings is absent.", at: "filings.recent", expected });
  const columns = readColumns(recent);
  if (!columns) {
    return fail({ message: "The lists of filings differ in length or are absent.", at: "filings.recent", expected });
  }
  const read = columns.accessions.map((accession, index): SubmissionFiling | null => {
    const form = columns.forms[index];
    const filed = parseDay(String(columns.filed[index] ?? ""));
    if (typeof accession !== "string" || typeof form !== "string" || filed === null) return null;
    return {
      accession,
      form,
      filed,
      periodEnd: parseDay(String(columns.periodEnds[index] ?? "")),
      document: String(columns.documents[index] ?? ""),
    };
  });
  const readable = read.filter((filing) => filing !== null);
  const kept = readable.filter(({ filed }) => filed <= today);
  return succeed({
    cik: number,
    name,
    formerNames: readTexts(
      Array.isArray(formerNames) ? formerNames.map((former) => (isJsonObject(former) ? former["name"] : null)) : [],
    ),
    sic: /^\d{3,4}$/.test(String(sic ?? "")) ? Number(sic) : null,
    sicDescription: typeof sicDescription === "string" ? sicDescription : "",
    tickers: readTexts(tickers),
    exchanges: readTexts(exchanges),
    fiscalYearEnd: typeof fiscalYearEnd === "string" && /^\d{4}$/.test(fiscalYearEnd) ? fiscalYearEnd : null,
    filings: kept,
    skippedCount: read.length - readable.length,
    laterCount: readable.length - kept.length,
  });
}

function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function readColumns(recent: Readonly<Record<string, unknown>>) {
  const list = (key: string): readonly unknown[] | null => (Array.isArray(recent[key]) ? recent[key] : null);
  const accessions = list("accessionNumber");
  const forms = list("form");
  const filed = list("filingDate");
  if (!accessions || !forms || !filed) return null;
  if (forms.length !== accessions.length || filed.length !== accessions.length) return null;
  return { accessions, forms, filed, periodEnds: list("reportDate") ?? [], documents: list("primaryDocument") ?? [] };
}

const ofSubmissions = /"(?:entityType|sicDescription|filings|insiderTransactionForIssuerExists)"\s*:/;

/** EDGAR's record of one company. */
export const submissionsFormat: SourceFormat<"submissions", "submissions", Submissions> = {
  kind: "submissions",
  gives: "submissions",
  document: {
    file: "EDGAR `submissions` files",
    from: "SEC EDGAR",
  },
  detect: (head) => head.shape === "json" && /"cik"\s*:/.test(head.text) && ofSubmissions.test(head.text),
  parse: parseSubmissions,
};
