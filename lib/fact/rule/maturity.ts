import { requireFact } from "#lib/fact/definition/catalogue";
import { type MaturityFamily, maturityFamilies } from "#lib/fact/definition/debt";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findCurrentLines, findDebtCurrent, findDebtNoncurrent } from "./debt";
import { readSchedule } from "./debt-schedule";
import { hasNoDebtButLeases } from "./finance-lease";

/** The schedule must account for long-term debt within this share, else lines of it are hidden from this source. */
const ladderTolerance = 0.05;
const ladderAgeDaysMax = 380;

const onBalanceSheet = "Debt due within a year on the balance sheet.";

/** The schedule of repayments of one family, one filing, one day. */
interface Ladder {
  readonly family: MaturityFamily;
  readonly day: Day;
  readonly entryById: ReadonlyMap<string, FactEntry>;
  readonly sum: number;
}

function readLadder(figures: FigureLookup, family: MaturityFamily, day: Day): Ladder | null {
  const entryById = readSchedule(figures, family, day);
  const [first] = entryById.values();
  if (!first) return null;
  return {
    family,
    day: first.end,
    entryById,
    sum: [...entryById.values()].reduce((sum, { value }) => sum + value, 0),
  };
}

/** A schedule that accounts for long-term debt, and the short-term lines that are due in its first year beside it. */
interface Match {
  readonly ladder: Ladder;
  readonly beside: readonly FactEntry[];
}

function listTagged(figures: FigureLookup, day: Day): readonly number[] {
  const definition = requireFact("long_term_debt");
  return definition.tags.flatMap(({ tag }) => figures.findBalance(definition, tag, day)?.value ?? []);
}

/** Debt without finance leases, which have a schedule of their own: with what is told to be theirs, and without. */
function listWithoutLeases(figures: FigureLookup, day: Day): number[] {
  const total = figures.getFigure("total_debt", "balance", day);
  if (!total.known) return [];
  const added = total.parts.filter(({ entry }) => entry.fact.startsWith("finance_leases"));
  const known = total.value - added.reduce((sum, { entry }) => sum + entry.value, 0);
  return added.length === 0 ? withoutLeases(figures, known, day) : [known];
}

/** An amount, and what it is without finance leases that may be in it. */
function withoutLeases(figures: FigureLookup, amount: number, day: Day): number[] {
  const leases = figures.getFigure("finance_leases", "balance", day);
  return leases.known ? [amount, amount - leases.value] : [amount];
}

/**
 * Holds a schedule against debt: all of it, or all but short-term lines, which are due in the first year. A total of the
 * note alone is enough where nothing says that there is more debt.
 */
function matchLadder(figures: FigureLookup, ladder: Ladder): Match | null {
  const { day, sum } = ladder;
  const accountsFor = (amount: number) => amount > 0 && Math.abs(sum - amount) <= ladderTolerance * amount;
  const [current, noncurrent] = [findDebtCurrent(figures, day), findDebtNoncurrent(figures, day)];
  const whole = listWithoutLeases(figures, day);
  if (whole.length === 0 && current.known && noncurrent.known) {
    whole.push(...withoutLeases(figures, current.value + noncurrent.value, day));
  }
  if (whole.some(accountsFor)) return { ladder, beside: [] };
  const currentLines = findCurrentLines(figures, day);
  const longTerm = currentLines.get("long_term");
  const isSplit = figures.getFigure("current_liabilities", "balance", day).known;
  const shown = current.known ? current.parts.map(({ entry }) => entry) : isSplit ? [] : [...currentLines.values()];
  const beside = shown.filter((entry) => entry !== longTerm);
  const shortTerm = beside.reduce((all, { value }) => all + value, 0);
  if ((longTerm || !isSplit) && shortTerm > 0 && whole.some((amount) => accountsFor(amount - shortTerm)))
    return { ladder, beside };
  const hasMore = whole.some((amount) => amount > 0) && whole.every((amount) => amount > sum * (1 + ladderTolerance));
  return !hasMore && listTagged(figures, day).some(accountsFor) ? { ladder, beside: [] } : null;
}

/**
 * Days whose schedule may be read, newest first: fiscal year ends for schedules by fiscal year (within a year they
 * count from a year that has partly gone), and any quarter end for rolling ones.
 */
function listDays(figures: FigureLookup, family: MaturityFamily, end: Day): readonly Day[] {
  const isRecent = (day: Day) => day <= end + sameDayMargin && day > end - ladderAgeDaysMax;
  const yearEnds = figures.calendar.fiscalYearEnds.filter(isRecent);
  if (family === "fiscal_years") return yearEnds;
  return [...new Set([end, ...yearEnds])];
}

/**
 * One year of the schedule of repayments. The schedule is used only when its figures come from one family of tags,
 * one filing and one day and sum to long-term debt; years that such a schedule leaves out are zero. Without one, what is
 * due in a year is the current debt of the balance sheet, and the rest is missing.
 */
export function findMaturity(figures: FigureLookup, factId: string, end: Day): Figure {
  const debt = figures.getFigure("total_debt", "balance", end);
  if (hasNoDebtButLeases(debt)) {
    const other = debt.value === 0 ? "debt" : "debt but finance leases";
    return buildInferredZero(end, `There is no ${other} that could fall due.`, debt.parts);
  }
  let partial: Ladder | null = null;
  for (const family of maturityFamilies) {
    for (const day of listDays(figures, family, end)) {
      const ladder = readLadder(figures, family, day);
      if (!ladder) continue;
      const match = matchLadder(figures, ladder);
      if (match) return factId === "debt_due_1y" ? readFirstYear(figures, match, end) : readBucket(ladder, factId);
      partial ??= ladder;
    }
  }
  if (factId === "debt_due_1y") {
    const current = figures.getFigure("debt_current", "balance", end);
    if (current.known) return { ...current, detail: onBalanceSheet };
  }
  return buildMissing(
    "not_reported",
    partial
      ? `The schedule of repayments of ${formatDay(partial.day)} does not account for long-term debt within 5%.`
      : "No filing reports a schedule of repayments for the last year.",
  );
}

/** The first year of a schedule with the short-term lines beside it; missing where not all current debt is known. */
function readFirstYear(figures: FigureLookup, { ladder, beside }: Match, end: Day): Figure {
  const current = figures.getFigure("debt_current", "balance", ladder.day);
  if (!current.known && findDebtCurrent(figures, ladder.day).known) return current;
  const year = readBucket(ladder, "debt_due_1y");
  if (beside.length === 0) return year;
  // Short-term lines of an older day say nothing of today's.
  const newer = figures.getFigure("debt_current", "balance", end);
  if (newer.known && newer.end > ladder.day + sameDayMargin) return { ...newer, detail: onBalanceSheet };
  return {
    ...year,
    value: beside.reduce((sum, { value }) => sum + value, year.value),
    method: "derived",
    parts: [...(year.value === 0 ? [] : year.parts), ...beside.map((entry) => ({ entry, sign: 1 }) as const)],
    detail: `Schedule of repayments of ${formatDay(ladder.day)}, and short-term lines that are not in it.`,
  };
}

function readBucket(ladder: Ladder, factId: string): KnownFigure {
  const entry = ladder.entryById.get(factId);
  if (!entry) {
    return buildInferredZero(
      ladder.day,
      `The schedule of ${formatDay(ladder.day)} accounts for long-term debt without this year.`,
      [...ladder.entryById.values()].map((other) => ({ entry: other, sign: 1 })),
    );
  }
  return {
    known: true,
    value: entry.value,
    start: null,
    end: ladder.day,
    method: "reported",
    parts: [{ entry, sign: 1 }],
    detail: `Schedule of repayments of ${formatDay(ladder.day)}.`,
  };
}
