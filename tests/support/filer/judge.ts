import type { FactId } from "#lib/fact/definition/fact-name";
import type { Figure } from "#lib/fact/series/figure";
import type { Day, FiscalQuarter } from "./calendar";
import { requireAt } from "./random";
import type { Accepted, Truth } from "./statement/line";

/** One figure that is asked of the product, and the quarters that it is of. */
export interface Question {
  readonly columnId: string;
  readonly fact: FactId;
  readonly truth: Truth;
  readonly first: number;
  readonly last: number;
  readonly isLagged: boolean;
  readonly slot: "trailing" | "year" | "quarter" | "balance" | "year_balance";
  /** A filer that shows every line must be answered here. */
  readonly isOwed: boolean;
}

export function listQuestions(
  truths: Iterable<Truth>,
  calendar: readonly FiscalQuarter[],
  newest: number,
  unitUsd: number,
): readonly Question[] {
  const questions: Question[] = [];
  const yearEnd = newest - (requireAt(calendar, newest).quarter % 4);
  for (const truth of truths) {
    const add = (suffix: string, slot: Question["slot"], first: number, last: number) => {
      if (first < 0) return;
      const isLagged = suffix.includes("[");
      questions.push({
        columnId: `${truth.fact}${suffix}`,
        fact: truth.fact,
        truth,
        first,
        last,
        slot,
        isLagged,
        isOwed:
          !isLagged &&
          isOwed(truth, slot, last, yearEnd, requireAt(calendar, last).quarter) &&
          isNoticeable(truth, last, unitUsd),
      });
    };
    if (truth.kind === "balance") {
      add("", "balance", newest, newest);
      add("[-1]", "balance", newest - 4, newest - 4);
      for (const lag of [0, 1, 2])
        add(lag === 0 ? "_fy" : `_fy[-${lag}]`, "year_balance", yearEnd - 4 * lag, yearEnd - 4 * lag);
    } else {
      for (const lag of [0, 1, 2]) {
        const suffix = lag === 0 ? "" : `[-${lag}]`;
        add(suffix, "trailing", newest - 3 - 4 * lag, newest - 4 * lag);
        add(`_fy${suffix}`, "year", yearEnd - 3 - 4 * lag, yearEnd - 4 * lag);
      }
      for (const lag of [0, 1, 2, 3, 4, 7])
        add(lag === 0 ? "_q" : `_q[-${lag}q]`, "quarter", newest - lag, newest - lag);
    }
  }
  return questions;
}

function isOwed(truth: Truth, slot: Question["slot"], last: number, yearEnd: number, quarter: number): boolean {
  if (truth.shown === "never" || truth.shown === "schedule") return false;
  if (truth.shown === "yearly")
    return slot === "year" || slot === "year_balance" || (slot !== "quarter" && last === yearEnd);
  if (truth.isAverage)
    return slot === "year" || (slot === "quarter" && quarter !== 4) || (slot === "trailing" && last === yearEnd);
  return true;
}

/** Amounts that round to nothing leave no row: what they are a part of is owed by nobody. */
function isNoticeable(truth: Truth, newest: number, unitUsd: number): boolean {
  const least = truth.fact === "eps_diluted" ? 0.005 : truth.fact === "diluted_shares" ? 0 : 10 * unitUsd;
  for (let index = Math.max(0, newest - 7); index <= newest; index++)
    if (Math.abs(truth.over(index, index)) < least || Math.abs(truth.over(Math.max(0, index - 3), index)) < least)
      return false;
  return true;
}

export type Verdict = "right" | "missing" | "false";

/** A figure of the newest period may be one of an earlier one, if it says so by its end and is no older than this. */
const staleAfterDays = 200;
const periodMarginDays = 7;

/** Holds an answer against the truth. `shift` is how many quarters earlier the newest figure of this fact ended. */
export function judge(
  question: Question,
  figure: Figure,
  calendar: readonly FiscalQuarter[],
  asOf: Day,
  unitUsd: number,
  shift: number,
): { readonly verdict: Verdict; readonly expected: number } {
  const { truth, first, last } = question;
  const expected = truth.over(first, last);
  if (!figure.known) return { verdict: "missing", expected };
  const moved = findShift(question, figure.end, calendar);
  if (moved === null || first - moved < 0) return { verdict: "false", expected };
  const isAllowed =
    moved === 0 ||
    // Counts of covers are some weeks after one quarter's end and some before the next.
    (truth.fact === "shares_outstanding" && moved === 1) ||
    (question.isLagged
      ? moved === shift || (question.slot === "trailing" && figure.method === "reported" && moved <= 3)
      : asOf - figure.end <= staleAfterDays || question.slot === "year" || question.slot === "year_balance") ||
    (moved <= 4 && isOfLeases(figure)) ||
    ((truth.isYearly === true || truth.shown === "yearly" || truth.shown === "schedule") && moved <= 4);
  const from = first - moved;
  const to = last - moved;
  const expectedDays = requireAt(calendar, to).end - requireAt(calendar, from).start + 1;
  const isLength =
    figure.start === null || Math.abs(figure.end - figure.start + 1 - expectedDays) <= 2 * periodMarginDays;
  const accepted: readonly Accepted[] = [truth.over(from, to), ...(truth.accepts?.(from, to) ?? [])];
  // Of amounts that round to nothing, some filings have a row and some have none.
  const isTiny =
    question.truth.fact !== "eps_diluted" && Math.max(Math.abs(figure.value), Math.abs(expected)) <= 10 * unitUsd;
  const isRight =
    isTiny || (isAllowed && isLength && accepted.some((value) => isNear(figure.value, value, truth.fact, unitUsd)));
  return { verdict: isRight ? "right" : "false", expected: truth.over(from, to) };
}

/** Finance leases of a company without other debt are a note of the annual report, and the figure says its day. */
function isOfLeases(figure: Figure): boolean {
  return (
    figure.known &&
    figure.parts.length > 0 &&
    figure.parts.every(({ entry }) => entry.fact.startsWith("finance_leases"))
  );
}

/** How many quarters before the one asked for a figure ends; null when it ends at no quarter's end. */
export function findShift(question: Question, end: Day, calendar: readonly FiscalQuarter[]): number | null {
  // The count of a cover is of some weeks after the balance sheet.
  const margin = question.fact === "shares_outstanding" ? 125 : periodMarginDays;
  for (let back = 0; question.last - back >= 0 && back < 12; back++) {
    const away = end - requireAt(calendar, question.last - back).end;
    if (away >= -periodMarginDays && away <= margin) return back;
  }
  return null;
}

function isNear(value: number, accepted: Accepted, fact: FactId, unitUsd: number): boolean {
  if (typeof accepted !== "number") return value >= accepted.low && value <= accepted.high;
  const rounding = fact === "eps_diluted" ? 0.011 : 4 * unitUsd;
  return Math.abs(value - accepted) <= Math.max(Math.abs(accepted) * 0.005, rounding);
}
