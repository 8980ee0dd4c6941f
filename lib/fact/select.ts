import type { CheckResult } from "#lib/fact/check/cross-checker";
import { requireFact } from "#lib/fact/definition/catalogue";
import { parseColumnId, type Slot } from "#lib/fact/definition/column-id";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { addYears, formatDay, getMonthEnd } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { buildFactHistory, type FactHistory, limitHistory } from "#lib/fact/filed/history";
import { sameDateMargin } from "#lib/fact/filed/period";
import type { SelectMode } from "#lib/fact/filed/select-mode";
import { buildMissing } from "#lib/fact/series/build-figure";
import { agrees } from "#lib/fact/series/cluster";
import type { Figure, FigureKind, PeriodFigure } from "#lib/fact/series/figure";
import { assertNever } from "#lib/util/assert";
import { Selection } from "./selection";

/** A company whose newest period ended longer ago than this has gone quiet: its figures no longer describe it. */
export const staleAfterDays = 200;

/** The figures of one company as they were known at a date. */
export interface CompanyFacts {
  readonly asOf: Day;
  /** The day of the newest filing that was known, or null when there was none. */
  readonly newestFiled: Day | null;
  /** The end of the newest period or balance sheet that was known, or null. */
  readonly newestPeriodEnd: Day | null;
  /** True when a core figure of the last three years was later filed with another value (by over 0.5%). */
  readonly restated: boolean;
  /**
   * The figure behind a column id: `revenue`, `revenue[-1]`, `equity_fy`, `net_income_q[-1q]`.
   * Throws on an id that names no fact: that is a mistake of the program, not of the data.
   */
  get(columnId: string): Figure;
  /** The newest `count` fiscal years of a fact (balances: at their ends), newest first. Old ones are not stale. */
  listFiscalYears(factId: string, count: number): readonly PeriodFigure[];
  /** The newest `count` quarters of a flow, or quarter ends of a balance, newest first. */
  listQuarters(factId: string, count: number): readonly PeriodFigure[];
  /** How every cross-check came out at the newest period, in the order of `crossChecks`. */
  listChecks(): readonly CheckResult[];
}

/**
 * Chooses the figures of one company as of a date from everything that it filed; nothing filed later is looked at.
 * For several dates, build the history once (`buildFactHistory`) and pass it instead of the entries.
 */
export function selectFacts(
  source: readonly FactEntry[] | FactHistory,
  asOf: Day,
  mode: SelectMode = "latest",
): CompanyFacts {
  const history = "tagsByFact" in source ? source : buildFactHistory(source);
  return new SelectedFacts(new Selection(history, asOf, mode));
}

/**
 * Chooses the figures of one company as they stood at the end of an earlier period, from everything filed up to `asOf`,
 * restatements included: periods that ended later are not looked at, and the figures are not stale for being old.
 */
export function selectFactsThrough(history: FactHistory, asOf: Day, end: Day): CompanyFacts {
  return new SelectedFacts(new Selection(limitHistory(history, end), asOf, "latest"), Math.min(asOf, end));
}

const restatedFacts = [
  "revenue",
  "net_income",
  "operating_income",
  "operating_cash_flow",
  "total_assets",
  "equity_reported",
];
const restatedYears = 3;

const kindBySlot: Readonly<Record<Slot, FigureKind>> = {
  trailing: "trailing",
  fiscal_year: "fiscal_year",
  quarter: "quarter",
  balance: "balance",
  balance_fiscal_year: "balance",
};

class SelectedFacts implements CompanyFacts {
  readonly asOf: Day;
  readonly newestFiled: Day | null;
  readonly newestPeriodEnd: Day | null;
  private isRestated: boolean | undefined;

  constructor(
    private readonly selection: Selection,
    /** The day against which figures are stale. */
    private readonly judgedOn: Day = selection.asOf,
  ) {
    this.asOf = selection.asOf;
    this.newestFiled = selection.history.filingDays.findLast((day) => day <= selection.asOf) ?? null;
    const { flowEnd, balanceEnd } = selection.calendar;
    this.newestPeriodEnd =
      flowEnd === null || balanceEnd === null ? (flowEnd ?? balanceEnd) : Math.max(flowEnd, balanceEnd);
  }

  get restated(): boolean {
    this.isRestated ??= this.findRestatement();
    return this.isRestated;
  }

  get(columnId: string): Figure {
    const request = parseColumnId(columnId);
    if (!request) throw new Error(`Impossible state: no column of a fact is called ${columnId}`);
    const { fact, slot, lag } = request;
    const { balanceEnd, flowEnd } = this.selection.calendar;
    const isBalance = fact.kind === "balance";
    const newest = isBalance ? (balanceEnd ?? this.newestPeriodEnd) : (flowEnd ?? this.newestPeriodEnd);
    if (newest === null) return buildMissing("not_reported", "Nothing was filed up to this date.");
    if (this.judgedOn - newest > staleAfterDays) {
      return buildMissing(
        "stale",
        `The newest ${isBalance ? "balance sheet is of" : "period ended on"} ${formatDay(newest)}, over ${staleAfterDays} days before.`,
      );
    }
    const end = this.findEnd(slot, lag);
    if (end === null) return buildMissing("not_reported", "No filing up to this date reports a period of that kind.");
    return this.selection.getFigure(fact.id, kindBySlot[slot], end);
  }

  listFiscalYears(factId: string, count: number): readonly PeriodFigure[] {
    const fact = requireFact(factId);
    const kind = fact.kind === "flow" ? "fiscal_year" : "balance";
    return this.selection.calendar.fiscalYearEnds.slice(0, count).map((end) => this.buildPeriod(fact, kind, end));
  }

  listQuarters(factId: string, count: number): readonly PeriodFigure[] {
    const fact = requireFact(factId);
    const { flowEnd, balanceEnd } = this.selection.calendar;
    const kind = fact.kind === "flow" ? "quarter" : "balance";
    const periods: PeriodFigure[] = [];
    let end = fact.kind === "flow" ? flowEnd : (balanceEnd ?? flowEnd);
    while (end !== null && periods.length < count) {
      const period = this.buildPeriod(fact, kind, end);
      periods.push(period);
      end = this.findQuarterBefore(end);
    }
    return periods;
  }

  listChecks(): readonly CheckResult[] {
    return this.selection.listChecks();
  }

  private buildPeriod(fact: FactDefinition, kind: FigureKind, end: Day): PeriodFigure {
    const figure = this.selection.getFigure(fact.id, kind, end);
    return { start: figure.known ? figure.start : null, end, figure };
  }

  private findEnd(slot: Slot, lag: number): Day | null {
    const { flowEnd, balanceEnd, fiscalYearEnds } = this.selection.calendar;
    switch (slot) {
      case "trailing":
        return flowEnd === null ? null : this.shift(flowEnd, lag);
      case "balance":
        return balanceEnd === null ? null : this.shift(balanceEnd, lag);
      case "quarter": {
        let end = flowEnd;
        for (let count = 0; count < lag && end !== null; count += 1) end = this.findQuarterBefore(end);
        return end;
      }
      case "fiscal_year":
      case "balance_fiscal_year": {
        const [newest] = fiscalYearEnds;
        return newest === undefined ? null : this.findFiscalYearEnd(addYears(newest, -lag));
      }
      default:
        return assertNever(slot);
    }
  }

  /** The company's own end of a period closest to the same date of another year. */
  private shift(end: Day, years: number): Day {
    if (years === 0) return end;
    return this.findNearestEnd(addYears(end, -years));
  }

  private findNearestEnd(target: Day): Day {
    let best = target;
    let bestDistance = sameDateMargin + 1;
    for (const end of this.selection.calendar.periodEnds) {
      const distance = Math.abs(end - target);
      if (distance < bestDistance) {
        best = end;
        bestDistance = distance;
      }
    }
    return best;
  }

  private findFiscalYearEnd(target: Day): Day | null {
    return this.selection.calendar.fiscalYearEnds.find((end) => Math.abs(end - target) <= sameDateMargin) ?? null;
  }

  /** The end of the quarter before: the company's own date if it has one there, else the month end. */
  private findQuarterBefore(end: Day): Day {
    const target = end - 91;
    const near = this.selection.calendar.periodEnds.filter(
      (candidate) => candidate >= end - 120 && candidate <= end - 77,
    );
    const [first] = near;
    if (first === undefined) return getMonthEnd(end, -3);
    return near.reduce((best, day) => (Math.abs(day - target) < Math.abs(best - target) ? day : best), first);
  }

  private findRestatement(): boolean {
    const newest = this.newestPeriodEnd;
    if (newest === null) return false;
    const from = addYears(newest, -restatedYears);
    return restatedFacts.some((fact) =>
      (this.selection.history.tagsByFact.get(fact) ?? []).some(({ entries }) => this.hasChange(entries, from)),
    );
  }

  private hasChange(entries: readonly FactEntry[], from: Day): boolean {
    let first: FactEntry | undefined;
    for (const entry of entries) {
      if (entry.end < from || entry.filed > this.asOf) continue;
      if (!first || first.end !== entry.end || first.start !== entry.start) first = entry;
      else if (!agrees(first.value, entry.value)) return true;
    }
    return false;
  }
}
