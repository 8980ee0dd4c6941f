import { formatDay, getDay, parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";

/** Which of the first two numbers of `12/05/2026` is the month. */
export const dateOrders = ["month-first", "day-first"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What is known of dates before a file is opened. */
export interface DateRules {
  /** A date after this day is refused. Left out: no day is too late, which is for tests and for the sample universe. */
  readonly today?: Day | undefined;
  /** What the user says of dates that no other date of their file settles. */
  readonly dateOrder?: DateOrder | null | undefined;
}

/** Why a text gives no day that can be used. */
export type DateFault =
  | { readonly kind: "unreadable"; readonly text: string }
  /** Both orders give a date, and nothing says which is meant. */
  | {
      readonly kind: "unsettled";
      readonly text: string;
      readonly today: Day;
      readonly monthFirst: Day;
      readonly dayFirst: Day;
      /** The file has dates of both orders. */
      readonly isMixed: boolean;
    }
  | {
      readonly kind: "later";
      readonly text: string;
      readonly day: Day;
      readonly today: Day;
      /** Null where the text can be read in one way only. */
      readonly tried: {
        readonly order: DateOrder;
        /** The reading in the other order. */
        readonly other: Day;
        /** Other dates of the file settle the order; otherwise the user's word does. */
        readonly isSettledByFile: boolean;
      } | null;
    };

/** A text in the shape of a date, before it is known which day it is. */
type Shape =
  | { readonly kind: "day"; readonly day: Day }
  | { readonly kind: "named"; readonly month: number; readonly dayOfMonth: number; readonly shortYear: number }
  | {
      readonly kind: "numbers";
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly isShort: boolean;
    };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const century = 100;

/**
 * Reads the dates of one file: `2026-05-05`, `2026/05/05`, `May 05, 2026`, `05-May-2026`, `5 May 2026`, `05/31/2026`,
 * `31.05.2026`, and each of the last five with a year of two digits. The order of day and month, and the century of a
 * short year, are those that the dates of the same file settle, or else the order that the rules name; a date that
 * stays unsettled is refused, as is one after today.
 */
export class FileDates {
  private readonly shapes = new Map<string, Shape | null>();
  private readonly today: Day;
  private readonly ownOrder: DateOrder | "mixed" | null;
  private readonly order: DateOrder | "mixed" | null;
  /** The century's last year: a short year stands for this year or one of the 99 before. */
  private readonly newestYear: number;
  private readonly fullYears: readonly number[];

  /** `texts` are all cells of the file that may be dates; what is none of them is passed over. */
  constructor(texts: Iterable<string>, { today = Number.POSITIVE_INFINITY, dateOrder = null }: DateRules) {
    this.today = today;
    for (const text of texts) this.getShape(text);
    const shapes = [...this.shapes.values()].filter((shape) => shape !== null);
    this.ownOrder = findOrder(shapes);
    this.order = this.ownOrder ?? dateOrder;
    this.fullYears = [...new Set(shapes.flatMap(readFullYear))];
    this.newestYear = findNewestYear(shapes.flatMap(readShortYear), today);
  }

  /** The day that a text means, or why it cannot be used. */
  read(text: string): Result<Day, DateFault> {
    const shape = this.getShape(text);
    if (shape === null) return fail({ kind: "unreadable", text });
    if (shape.kind !== "numbers") return this.admit(text, shape.kind === "day" ? shape.day : this.nameDay(shape));
    const { monthFirst, dayFirst } = this.listReadings(shape);
    if (monthFirst === null || dayFirst === null || monthFirst === dayFirst) {
      return this.admit(text, monthFirst ?? dayFirst);
    }
    const { today, order } = this;
    if (order === null || order === "mixed") {
      return fail({ kind: "unsettled", text, today, monthFirst, dayFirst, isMixed: order === "mixed" });
    }
    const [day, other] = order === "month-first" ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
    if (day <= today) return succeed(day);
    return fail({
      kind: "later",
      text,
      day,
      today,
      tried: { order, other, isSettledByFile: this.ownOrder !== null },
    });
  }

  private admit(text: string, day: Day | null): Result<Day, DateFault> {
    if (day === null) return fail({ kind: "unreadable", text });
    return day > this.today ? fail({ kind: "later", text, day, today: this.today, tried: null }) : succeed(day);
  }

  private getShape(text: string): Shape | null {
    const known = this.shapes.get(text);
    if (known !== undefined) return known;
    const shape = readShape(text.trim());
    this.shapes.set(text, shape);
    return shape;
  }

  private nameDay({ month, dayOfMonth, shortYear }: Extract<Shape, { kind: "named" }>): Day | null {
    return getDay(this.completeYear(shortYear), month, dayOfMonth);
  }

  private listReadings({ first, second, year, isShort }: Extract<Shape, { kind: "numbers" }>) {
    const full = isShort ? this.completeYear(year) : year;
    return { monthFirst: getDay(full, first, second), dayFirst: getDay(full, second, first) };
  }

  /** Near the years that the file writes whole; without any, in the hundred years that its short years span. */
  private completeYear(shortYear: number): number {
    const [one, other] = [1900 + shortYear, 2000 + shortYear];
    if (this.fullYears.length > 0) {
      const measure = (year: number) => Math.min(...this.fullYears.map((full) => Math.abs(full - year)));
      return measure(one) < measure(other) ? one : other;
    }
    return this.newestYear - ((((this.newestYear - shortYear) % century) + century) % century);
  }
}

function readShape(text: string): Shape | null {
  const iso = parseDay(text);
  if (iso !== null) return { kind: "day", day: iso };
  const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text);
  if (yearFirst) return wrapDay(getDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (numbers) {
    const [, first, , second, year = ""] = numbers;
    return {
      kind: "numbers",
      first: Number(first),
      second: Number(second),
      year: Number(year),
      isShort: year.length === 2,
    };
  }
  const monthNamed = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? ?(\d{4}|\d{2})$/.exec(text);
  if (monthNamed) return readNamed(monthNamed[3], monthNamed[1], monthNamed[2]);
  const dayNamed = /^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*\.?[- ](\d{4}|\d{2})$/.exec(text);
  return dayNamed ? readNamed(dayNamed[3], dayNamed[2], dayNamed[1]) : null;
}

function readNamed(year = "", name = "", dayOfMonth = ""): Shape | null {
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  if (year.length === 4) return wrapDay(getDay(Number(year), month, Number(dayOfMonth)));
  return { kind: "named", month, dayOfMonth: Number(dayOfMonth), shortYear: Number(year) };
}

function wrapDay(day: Day | null): Shape | null {
  return day === null ? null : { kind: "day", day };
}

/** The order of which a file has a date that the other order cannot read; mixed when it has one of each. */
function findOrder(shapes: readonly Shape[]): DateOrder | "mixed" | null {
  const isDate = (year: number, month: number, dayOfMonth: number) => getDay(year, month, dayOfMonth) !== null;
  const seen = new Set<DateOrder>();
  for (const shape of shapes) {
    if (shape.kind !== "numbers") continue;
    const { first, second, isShort } = shape;
    // A leap year stands in for a year that is not known yet.
    const year = isShort ? 2000 : shape.year;
    const [monthFirst, dayFirst] = [isDate(year, first, second), isDate(year, second, first)];
    if (monthFirst !== dayFirst) seen.add(monthFirst ? "month-first" : "day-first");
  }
  if (seen.size === dateOrders.length) return "mixed";
  return [...seen][0] ?? null;
}

function readFullYear(shape: Shape): readonly number[] {
  if (shape.kind === "day") return [Number(formatDay(shape.day).slice(0, 4))];
  return shape.kind === "numbers" && !shape.isShort ? [shape.year] : [];
}

function readShortYear(shape: Shape): readonly number[] {
  if (shape.kind === "named") return [shape.shortYear];
  return shape.kind === "numbers" && shape.isShort ? [shape.year] : [];
}

/**
 * The last of the hundred years that short years stand for. They go round: where they fill less than half of the round,
 * they are taken together, in the century in which they lie nearest to today. Otherwise they end with today's year.
 */
function findNewestYear(shortYears: readonly number[], today: Day): number {
  const sorted = [...new Set(shortYears)].sort((a, b) => a - b);
  let newest = sorted.at(-1) ?? century - 1;
  let widest = (sorted[0] ?? 0) + century - newest;
  for (const [index, year] of sorted.slice(1).entries()) {
    const before = sorted[index] ?? year;
    if (year - before > widest) [newest, widest] = [before, year - before];
  }
  const later = 2000 + newest;
  if (!Number.isFinite(today)) return later;
  const thisYear = Number(formatDay(today).slice(0, 4));
  if (widest < century / 2) return thisYear;
  const oldest = later - (century - widest);
  return oldest - thisYear > thisYear - (later - century) ? later - century : later;
}

const longFormat = new Intl.DateTimeFormat("en-GB", {
  year: "numeric",
  month: "long",
  day: "numeric",
  timeZone: "UTC",
});

/** A day in words, which no order of numbers can change: `5 December 2026`. */
export function describeDay(day: Day): string {
  return longFormat.format(new Date(day * 86_400_000));
}

const orderWords: Readonly<Record<DateOrder, string>> = { "month-first": "month first", "day-first": "day first" };

/** Why a date is not used, as a part of a sentence: the reading that was tried, and the other one that is possible. */
export function describeDateFault(fault: DateFault): string {
  const { text } = fault;
  if (fault.kind === "unreadable") return "the date cannot be read";
  if (fault.kind === "unsettled") {
    const { monthFirst, dayFirst, today, isMixed } = fault;
    const describeReading = (day: Day) =>
      describeDay(day) + (day > today ? `, which is after today (${describeDay(today)})` : "");
    const others = isMixed ? "the other dates of the file are of both orders" : "no other date of the file says which";
    return `"${text}" read month first is ${describeReading(monthFirst)}; read day first it is ${describeReading(dayFirst)}; ${others}`;
  }
  const { day, today, tried } = fault;
  if (tried === null) return `"${text}" is after today (${describeDay(today)})`;
  const { order, other, isSettledByFile } = tried;
  const why = isSettledByFile ? "as other dates of the file are" : "as --dates says";
  return (
    `"${text}" read as ${describeDay(day)}, ${orderWords[order]} ${why}, is after today (${describeDay(today)}); ` +
    `read ${orderWords[getOtherOrder(order)]} it is ${describeDay(other)}`
  );
}

/** What to do about a date that is not used. */
export function describeDateRemedy(fault: DateFault): string {
  const sound = 'a date like 2026-05-05 or "May 05, 2026"';
  if (fault.kind === "unreadable") return sound;
  if (fault.kind === "unsettled") {
    return fault.isMixed ? sound : `${sound}, or your word to npm run ingest: --dates month-first or --dates day-first`;
  }
  if (fault.tried === null) return "a day up to today; where this machine's clock is behind, set it";
  const { order, isSettledByFile } = fault.tried;
  return isSettledByFile ? sound : `${sound}, or --dates ${getOtherOrder(order)} where the file means that`;
}

function getOtherOrder(order: DateOrder): DateOrder {
  return order === "month-first" ? "day-first" : "month-first";
}

/** The date in a file name, `IWM_2025-11-11_no-preamble.csv` or `IWM_20251111.csv`. Null: none. */
export function readFileNameDay(fileName: string): Day | null {
  const match = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(fileName);
  return match ? getDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/**
 * The day on which a moment falls: the later of the days that it is in UTC and on this machine, so that neither a user
 * east of Greenwich nor a server in UTC is told that their own day has not come.
 */
export function getToday(nowMs: number): Day {
  const now = new Date(nowMs);
  const local = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.floor(Math.max(nowMs, local) / 86_400_000);
}
