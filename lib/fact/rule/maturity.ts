import { findFact } from "#lib/fact/definition/catalogue";
import { type MaturityFamily, maturityFamilies } from "#lib/fact/definition/debt";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { readSchedule } from "./debt-schedule";

/** The schedule must account for long-term debt within this share, else lines of it are hidden from this source. */
const ladderTolerance = 0.05;
const ladderAgeDaysMax = 380;

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

function listReferences(figures: FigureLookup, day: Day): readonly number[] {
  const definition = findFact("long_term_debt");
  const tagged = (definition?.tags ?? []).flatMap(({ tag }) => {
    const entry = definition ? figures.findBalance(definition, tag, day) : undefined;
    return entry ? [entry.value] : [];
  });
  const total = figures.getFigure("total_debt", "balance", day);
  return total.known ? [...tagged, total.value] : tagged;
}

function isComplete(figures: FigureLookup, ladder: Ladder): boolean {
  return listReferences(figures, ladder.day).some(
    (reference) => reference > 0 && Math.abs(ladder.sum - reference) <= ladderTolerance * reference,
  );
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
  if (debt.known && debt.value === 0) {
    return buildInferredZero(end, "There is no debt that could fall due.", debt.parts);
  }
  let partial: Ladder | null = null;
  for (const family of maturityFamilies) {
    for (const day of listDays(figures, family, end)) {
      const ladder = readLadder(figures, family, day);
      if (!ladder) continue;
      if (isComplete(figures, ladder)) return readBucket(ladder, factId);
      partial ??= ladder;
    }
  }
  if (factId === "debt_due_1y") {
    const current = figures.getFigure("debt_current", "balance", end);
    if (current.known) return { ...current, detail: "Debt due within a year on the balance sheet." };
  }
  return buildMissing(
    "not_reported",
    partial
      ? `The schedule of repayments of ${formatDay(partial.day)} does not account for long-term debt within 5%.`
      : "No filing reports a schedule of repayments for the last year.",
  );
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
