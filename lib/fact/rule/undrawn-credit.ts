import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { Figure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** A note may be this much older than the balance sheet it is read with. */
const noteAgeDaysMax = 380;

/** How far what is undrawn, drawn and lent as letters of credit may miss the size of the line. */
const sumTolerance = 0.005;

/** Debt that grew since the note by more than this share of what was undrawn may have been drawn from it. */
const drawnSinceMax = 0.1;

function listBalances(figures: FigureLookup, factId: string, day: Day): readonly FactEntry[] {
  const definition = requireFact(factId);
  return definition.tags.flatMap(({ tag }) => figures.findBalance(definition, tag, day) ?? []);
}

/** What was drawn from a line, under each tag that may say so; nothing where none does. */
function listDrawn(figures: FigureLookup, day: Day): readonly number[] {
  const tags = [
    ["debt_line", "us-gaap:LineOfCredit"],
    ["debt_noncurrent", "us-gaap:LongTermLineOfCredit"],
  ] as const;
  const amounts = tags.flatMap(([fact, tag]) => figures.findBalance(requireFact(fact), tag, day)?.value ?? []);
  return amounts.length > 0 ? amounts : [0];
}

/** Whether the size of the line is what is undrawn, what is drawn, and letters of credit. */
function isBorneOut(figures: FigureLookup, { value }: FactEntry, day: Day): boolean {
  const letters = [0, ...listBalances(figures, "letters_of_credit", day).map((entry) => entry.value)];
  const drawn = listDrawn(figures, day);
  return listBalances(figures, "credit_line_size", day).some((size) =>
    drawn.some((one) =>
      letters.some((other) => Math.abs(value + one + other - size.value) <= sumTolerance * size.value),
    ),
  );
}

/** The days of balance sheets up to a year back, and that of the newest note, newest first. */
function listDays(figures: FigureLookup, end: Day): readonly Day[] {
  const newest = figures.getTagged("undrawn_credit", "balance", end);
  const days = [...figures.calendar.periodEnds, ...(newest?.known ? [newest.end] : [])];
  const before = days.filter((day) => day < end - sameDayMargin && day > end - noteAgeDaysMax);
  return [end, ...before.sort((a, b) => b - a)];
}

/**
 * What may still be drawn from lines of credit, as a note of the last year tells. Where the newest filing gives two
 * amounts, the one that the size of the line bears out counts, or else the smaller: the larger has what needs more
 * collateral first (Hertz), or nobody committed (M/I Homes). An older note counts only while debt has not grown.
 */
export function findUndrawnCredit(figures: FigureLookup, end: Day): Figure | null {
  for (const day of listDays(figures, end)) {
    const found = listBalances(figures, "undrawn_credit", day).filter(({ value }) => value >= 0);
    const [first] = found;
    if (!first) continue;
    const smallest = found.reduce((best, entry) => (entry.value < best.value ? entry : best), first);
    const chosen = found.find((entry) => isBorneOut(figures, entry, day)) ?? smallest;
    const growth = day < end - sameDayMargin ? findGrowth(figures, day, end) : 0;
    if (growth > drawnSinceMax * chosen.value) {
      return buildMissing(
        "not_reported",
        `On ${formatDay(day)} ${formatFigure(chosen.value, "usd")} were undrawn. Debt has grown by ${formatFigure(growth, "usd")} since.`,
      );
    }
    const isOne = found.every(({ value }) => value === chosen.value);
    return {
      known: true,
      value: chosen.value,
      start: null,
      end: chosen.end,
      method: "reported",
      parts: [{ entry: chosen, sign: 1 }],
      ...(isOne ? {} : { detail: describeChoice(figures, found, chosen, day) }),
    };
  }
  return null;
}

function describeChoice(figures: FigureLookup, found: readonly FactEntry[], chosen: FactEntry, day: Day): string {
  const amounts = found.map(({ value }) => formatFigure(value, "usd")).join(" and ");
  const why = isBorneOut(figures, chosen, day)
    ? "The size of the line bears this one out."
    : "The smaller counts, since the larger may need more collateral or consent.";
  return `The filing gives ${amounts} as undrawn. ${why}`;
}

/** How much debt grew from one day to another; 0 where it is not known. */
function findGrowth(figures: FigureLookup, from: Day, to: Day): number {
  const [before, after] = [from, to].map((day) => figures.getFigure("total_debt", "balance", day));
  return before?.known && after?.known ? after.value - before.value : 0;
}
