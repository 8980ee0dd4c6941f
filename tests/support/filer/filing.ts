import { type Day, type FiscalQuarter, writeDay } from "./calendar";
import { type Random, requireAt } from "./random";
import type { Line, Statements } from "./statement/line";

export interface Row {
  readonly key: string;
  readonly tag: string;
  readonly unit: string;
  /** Null for a balance. */
  readonly start: Day | null;
  readonly end: Day;
  readonly value: number;
  /** The quarters that the row is of, by index. */
  readonly first: number;
  readonly last: number;
}

export interface Filing {
  readonly form: string;
  readonly accession: string;
  readonly filed: Day;
  readonly fiscalYear: number | null;
  readonly fiscalPeriod: string | null;
  /** The newest quarter that it reports, by index. */
  readonly quarter: number;
  readonly rows: readonly Row[];
}

/** Puts the statements into the filings that a filer would have made, oldest first. */
export function buildFilings(random: Random, statements: Statements): readonly Filing[] {
  const { business, style } = statements;
  const { calendar } = business;
  const agent = random.whole(1_000_000, 1_999_999);
  // The years before the first report are its comparatives. The last year may still be under way.
  const newest =
    calendar.length -
    1 -
    random.weigh([
      [4, 0],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
  const filings: Filing[] = [];
  for (let quarter = style.firstYearFiled * 4; quarter <= newest; quarter++) {
    const period = requireAt(calendar, quarter);
    const isYearly = period.quarter === 4;
    const filed = period.end + (isYearly ? random.whole(45, 75) : random.whole(28, 42));
    filings.push({
      form: isYearly ? "10-K" : "10-Q",
      accession: `${String(agent).padStart(10, "0")}-${writeDay(filed).slice(2, 4)}-${String(quarter * 37 + 101).padStart(6, "0")}`,
      filed,
      fiscalYear: period.fiscalYear,
      fiscalPeriod: isYearly ? "FY" : `Q${period.quarter}`,
      quarter,
      rows: statements.lines.flatMap((line) => buildRows(statements, line, quarter, filed)),
    });
  }
  return filings;
}

export type Span = readonly [first: number, last: number];

/** The rows of one line in one filing; its periods may be other ones than the usual. */
export function buildRows(
  statements: Statements,
  line: Line,
  quarter: number,
  filed: Day,
  spans: readonly Span[] = listSpans(statements, line, quarter),
): readonly Row[] {
  const { calendar } = statements.business;
  const rows: Row[] = [];
  for (const [first, last] of spans) {
    const value = roundAsFiled(line, statements.style.unitUsd, line.over(first, last));
    if (value === 0 && statements.style.leavesZerosOut) continue;
    const end = line.section === "cover" ? filed - 6 : requireAt(calendar, last).end;
    const start = line.kind === "balance" ? null : requireAt(calendar, first).start;
    rows.push({ key: line.key, tag: line.tag, unit: line.unit, start, end, value, first, last });
  }
  return rows;
}

export function roundAsFiled(line: Pick<Line, "unit">, unitUsd: number, value: number): number {
  if (line.unit === "USD/shares" || line.unit === "pure") return value;
  const step = line.unit === "USD" ? unitUsd : Math.min(unitUsd, 1_000);
  return Math.round(value / step) * step + 0;
}

function listSpans(statements: Statements, line: Line, quarter: number): readonly Span[] {
  const { style, business } = statements;
  const period: FiscalQuarter = requireAt(business.calendar, quarter);
  const isYearly = period.quarter === 4;
  const yearStart = quarter - period.quarter + 1;
  if (line.section === "cover") return [[quarter, quarter]];
  if (line.section === "yearly_note" && !isYearly) return [];
  if (line.kind === "balance") {
    const at = isYearly ? [quarter, quarter - 4] : [quarter, yearStart - 1];
    // The statements of equity and of cash begin with older balances.
    if (line.section === "equity") at.push(...(isYearly ? [quarter - 8, quarter - 12] : [quarter - 4, yearStart - 5]));
    return [...new Set(at)].filter((index) => index >= 0).map((index): Span => [index, index]);
  }
  if (isYearly) {
    const years = line.section === "yearly_note" ? style.yearsShown : style.yearsShown;
    return Array.from({ length: years }, (_empty, year): Span => [yearStart - 4 * year, quarter - 4 * year]).filter(
      ([first]) => first >= 0,
    );
  }
  const spans: Span[] = [];
  for (const back of [0, 4]) {
    const showsQuarter = line.section !== "cash_flow" || style.showsQuarterlyCashFlow || period.quarter === 1;
    if (showsQuarter) spans.push([quarter - back, quarter - back]);
    if (period.quarter > 1) spans.push([yearStart - back, quarter - back]);
  }
  return spans;
}
