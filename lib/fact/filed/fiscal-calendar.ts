import type { Day, FactEntry } from "./entry";
import type { FactHistory } from "./history";
import { countDays, isYear, isYearToDate, sameDayMargin } from "./period";

/** The dates on which a company's periods end, as known at a date. */
export interface FiscalCalendar {
  /** The end of the newest period of the income or cash-flow statement, or null. */
  readonly flowEnd: Day | null;
  /** The day of the newest balance sheet, or null. */
  readonly balanceEnd: Day | null;
  /** Every end of a period (of a balance sheet, where no period is known), oldest first. */
  readonly periodEnds: readonly Day[];
  /** Ends of fiscal years, newest first. */
  readonly fiscalYearEnds: readonly Day[];
}

const coreFlows = [
  "net_income",
  "net_income_with_minority",
  "revenue",
  "operating_cash_flow",
  "pretax_income",
  "operating_income",
];
const coreBalances = ["total_assets", "liabilities_and_equity", "equity_reported", "equity_with_minority", "equity"];

/** Forms in which a period of a year's length need not be a fiscal year. */
const interimForm = /^10-Q|TTM/;

/** Two fiscal years cannot end closer than this; a shorter distance is an unaudited year of a report on a change. */
const fiscalYearDaysMin = 340;

interface KnownPeriod extends Pick<FactEntry, "fact" | "start" | "end" | "form"> {}

/** The periods that the facts were reported for, in whatever unit: a period has none. */
function* listKnown(history: FactHistory, facts: readonly string[], asOf: Day): Generator<KnownPeriod> {
  for (const fact of facts) {
    for (const { entries } of history.tagsByFact.get(fact) ?? []) {
      for (const entry of entries) if (entry.filed <= asOf) yield entry;
    }
    for (const report of history.foreignByFact.get(fact) ?? []) if (report.filed <= asOf) yield { ...report, fact };
  }
}

/**
 * The newest end at which at least two different facts were reported, so that one slip of a filer's date does not
 * count as a new period. A file that names facts itself may give a single one.
 */
function findNewestEnd(factsByEnd: ReadonlyMap<Day, ReadonlySet<string>>, factsMin: number): Day | null {
  let newest: Day | null = null;
  for (const [end, facts] of factsByEnd) {
    if (facts.size >= factsMin && (newest === null || end > newest)) newest = end;
  }
  return newest;
}

/** Reads the ends of periods and fiscal years from what was filed up to a date. */
export function buildFiscalCalendar(history: FactHistory, asOf: Day): FiscalCalendar {
  const factsMin = history.isFromFilings ? 2 : 1;
  const flowFactsByEnd = new Map<Day, Set<string>>();
  const yearEnds = new Set<Day>();
  for (const entry of listKnown(history, coreFlows, asOf)) {
    const days = countDays(entry);
    if (!isYear(days) && !isYearToDate(days)) continue;
    addFact(flowFactsByEnd, entry);
    if (isYear(days) && !interimForm.test(entry.form)) yearEnds.add(entry.end);
  }
  const balanceFactsByEnd = new Map<Day, Set<string>>();
  for (const entry of listKnown(history, coreBalances, asOf)) addFact(balanceFactsByEnd, entry);
  const flowEnd = findNewestEnd(flowFactsByEnd, factsMin);
  return {
    flowEnd,
    balanceEnd: findBalanceEnd(balanceFactsByEnd, flowEnd, factsMin),
    periodEnds: [...(flowFactsByEnd.size > 0 ? flowFactsByEnd : balanceFactsByEnd).keys()].sort((a, b) => a - b),
    fiscalYearEnds: thinYearEnds(yearEnds),
  };
}

function addFact(factsByEnd: Map<Day, Set<string>>, { end, fact }: KnownPeriod): void {
  const facts = factsByEnd.get(end);
  if (facts) facts.add(fact);
  else factsByEnd.set(end, new Set([fact]));
}

/** The balance sheet at the end of the newest period, or else the newest one. */
function findBalanceEnd(factsByEnd: ReadonlyMap<Day, Set<string>>, flowEnd: Day | null, factsMin: number): Day | null {
  if (flowEnd !== null) {
    for (let distance = 0; distance <= sameDayMargin; distance += 1) {
      for (const end of [flowEnd - distance, flowEnd + distance]) {
        if ((factsByEnd.get(end)?.size ?? 0) >= factsMin) return end;
      }
    }
  }
  return findNewestEnd(factsByEnd, factsMin) ?? findNewestEnd(factsByEnd, 1);
}

function thinYearEnds(ends: ReadonlySet<Day>): readonly Day[] {
  const kept: Day[] = [];
  for (const end of [...ends].sort((a, b) => b - a)) {
    const newer = kept.at(-1);
    if (newer === undefined || newer - end >= fiscalYearDaysMin) kept.push(end);
  }
  return kept;
}
