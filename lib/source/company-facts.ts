import { findFactOfTag, getReportedUnit } from "#lib/fact/definition/catalogue";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { parseDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { readCik } from "./csv";
import type { DateRules } from "./date-text";
import type { SourceFormat } from "./format";
import { isJsonObject, type JsonObject, readJsonObject } from "./json";
import type { SourceError } from "./source-error";

/** Rows of companyfacts that were left out, by reason. */
export interface CompanyFactsSkips {
  /** Rows of proxy statements (DEF 14A), which repeat figures without saying of which fiscal period. */
  proxy: number;
  /** Rows whose period ends after the day of filing: forecasts or slips of the filer. */
  future: number;
  /** Rows in a unit that the fact is not understood in. */
  unit: number;
  /** Rows of a flow without a first day, or of a balance with one. */
  period: number;
  /** Rows with a value that is no number, or a date that is none. */
  unreadable: number;
  /** Rows that repeat the value last filed for the same period. */
  repeated: number;
}

/** Rows that were left out because they are dated after today. */
export interface LaterRows {
  readonly count: number;
  readonly first: string;
}

export interface CompanyFactsFile {
  readonly cik: number;
  readonly name: string;
  /**
   * Every figure of a known tag: the first filing of each period's value and each later change, sorted by fact, tag and
   * unit, then by end, start and filing date.
   */
  readonly entries: readonly FactEntry[];
  readonly taxonomies: readonly string[];
  readonly skipped: Readonly<CompanyFactsSkips>;
  /** The place of the first unreadable row, for a report. */
  readonly firstUnreadable: string | null;
  /** Rows that are dated as filed after today, and where the first stands. On a later day the same file gives more. */
  readonly later: LaterRows | null;
}

const expected = "EDGAR's companyfacts (cik, entityName, facts by taxonomy, tag and unit)";

/**
 * Reads EDGAR's companyfacts of one company. Refuses a document of another shape, naming the place. A row that is dated
 * as filed after today is left out.
 */
export function parseCompanyFacts(
  text: string,
  { today = Number.POSITIVE_INFINITY }: Pick<DateRules, "today"> = {},
): Result<CompanyFactsFile, SourceError> {
  const document = readJsonObject(text);
  return document.ok ? readDocument(document.value, today) : document;
}

function readDocument(document: JsonObject, today: Day): Result<CompanyFactsFile, SourceError> {
  const { cik, entityName, facts } = document;
  const number = typeof cik === "number" || typeof cik === "string" ? readCik(cik) : null;
  if (number === null) return fail({ message: "The CIK is absent or not a number.", at: "cik", expected });
  if (!isJsonObject(facts)) return fail({ message: "The facts are absent.", at: "facts", expected });
  const reader = new FactReader(today);
  for (const [taxonomy, tags] of Object.entries(facts)) {
    if (!isJsonObject(tags)) {
      return fail({ message: "A taxonomy is not an object of tags.", at: `facts.${taxonomy}`, expected });
    }
    for (const name in tags) {
      const tag = `${taxonomy}:${name}`;
      const definition = findFactOfTag(tag);
      if (!definition) continue;
      const wrongAt = reader.readTag(definition, tag, tags[name]);
      if (wrongAt !== null) {
        return fail({ message: "A tag has no list of rows.", at: `facts.${taxonomy}.${name}${wrongAt}`, expected });
      }
    }
  }
  return succeed({
    cik: number,
    name: typeof entityName === "string" ? entityName : "",
    entries: reader.entries,
    taxonomies: Object.keys(facts),
    skipped: reader.skips,
    firstUnreadable: reader.firstUnreadable,
    later: reader.later,
  });
}

interface Row {
  readonly start: Day | null;
  readonly end: Day;
  readonly value: number;
  readonly accession: string;
  readonly form: string;
  readonly filed: Day;
}

function compareRows(a: Row, b: Row): number {
  if (a.end !== b.end) return a.end - b.end;
  if (a.start !== b.start) return (a.start ?? 0) - (b.start ?? 0);
  if (a.filed !== b.filed) return a.filed - b.filed;
  return a.accession < b.accession ? -1 : a.accession > b.accession ? 1 : 0;
}

const proxyForm = /^(?:DEF|PRE|DFAN|DEFA|PX)/;
const currencyUnit = /^[A-Z]{3}$/;

class FactReader {
  readonly entries: FactEntry[] = [];
  readonly skips: CompanyFactsSkips = { proxy: 0, future: 0, unit: 0, period: 0, unreadable: 0, repeated: 0 };
  firstUnreadable: string | null = null;
  later: LaterRows | null = null;
  private readonly dayByText = new Map<string, Day | null>();

  constructor(private readonly today: Day) {}

  /** Null when the tag was read, else the place below the tag that has another shape. */
  readTag(definition: FactDefinition, tag: string, body: unknown): string | null {
    const units = isJsonObject(body) ? body["units"] : undefined;
    if (!isJsonObject(units)) return ".units";
    for (const unit in units) {
      const rows = units[unit];
      if (!Array.isArray(rows)) return `.units.${unit}`;
      const isUnderstood =
        unit === getReportedUnit(definition) || (definition.unit === "usd" && currencyUnit.test(unit));
      if (!isUnderstood) this.skips.unit += rows.length;
      else this.keepChanges(definition.id, tag, unit, this.readRows(definition, `${tag}.${unit}`, rows));
    }
    return null;
  }

  private readRows(definition: FactDefinition, place: string, rows: readonly unknown[]): Row[] {
    const kept: Row[] = [];
    let isSorted = true;
    for (let index = 0; index < rows.length; index += 1) {
      const row = this.readRow(definition, rows[index]);
      if (row === "unreadable") {
        this.skips.unreadable += 1;
        this.firstUnreadable ??= `${place}[${index}]`;
      } else if (row === "later") {
        const { count, first } = this.later ?? { count: 0, first: `${place}[${index}]` };
        this.later = { count: count + 1, first };
      } else if (typeof row === "string") this.skips[row] += 1;
      else {
        const previous = kept[kept.length - 1];
        if (previous && compareRows(previous, row) > 0) isSorted = false;
        kept.push(row);
      }
    }
    return isSorted ? kept : kept.sort(compareRows);
  }

  private readRow(
    definition: FactDefinition,
    raw: unknown,
  ): Row | "proxy" | "future" | "later" | "period" | "unreadable" {
    if (!isJsonObject(raw)) return "unreadable";
    const { start, end, val, accn, form, filed } = raw;
    if (typeof form !== "string" || typeof accn !== "string") return "unreadable";
    if (proxyForm.test(form)) return "proxy";
    if (typeof val !== "number" || !Number.isFinite(val)) return "unreadable";
    const endDay = this.readDay(end);
    const filedDay = this.readDay(filed);
    const startDay = start === undefined ? null : this.readDay(start);
    if (endDay === null || filedDay === null || (start !== undefined && startDay === null)) return "unreadable";
    if (definition.kind === "flow" ? startDay === null || startDay > endDay : startDay !== null) return "period";
    if (endDay > filedDay) return "future";
    if (filedDay > this.today) return "later";
    return { start: startDay, end: endDay, value: val, accession: accn, form, filed: filedDay };
  }

  private readDay(text: unknown): Day | null {
    if (typeof text !== "string") return null;
    let day = this.dayByText.get(text);
    if (day === undefined) {
      day = parseDay(text);
      this.dayByText.set(text, day);
    }
    return day;
  }

  private keepChanges(fact: string, tag: string, unit: string, rows: readonly Row[]): void {
    let last: Row | undefined;
    for (const row of rows) {
      const isRepeat = last && last.end === row.end && last.start === row.start && last.value === row.value;
      if (isRepeat) this.skips.repeated += 1;
      else {
        this.entries.push({ fact, tag, unit, ...row });
        last = row;
      }
    }
  }
}

/** EDGAR's figures of one company. A folder of them is too large to hold, so that they are read one by one. */
export const companyFactsFormat: SourceFormat<"companyfacts", "company_facts", CompanyFactsFile> = {
  kind: "companyfacts",
  gives: "company_facts",
  document: {
    file: "`companyfacts.zip`, or a folder of `CIK##########.json`",
    from: "[SEC EDGAR bulk data](https://www.sec.gov/search-filings/edgar-application-programming-interfaces)",
  },
  detect: (head) => head.shape === "json" && /"facts"\s*:\s*\{/.test(head.text) && /"cik"\s*:/.test(head.text),
  parse: parseCompanyFacts,
};
