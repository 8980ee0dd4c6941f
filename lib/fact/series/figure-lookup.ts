import type { FactDefinition } from "#lib/fact/definition/definition";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { FiscalCalendar } from "#lib/fact/filed/fiscal-calendar";
import type { Figure, FigureKind, KnownFigure } from "./figure";

/** What the special rules of facts may ask: other figures of the same company as of the same date. */
export interface FigureLookup {
  readonly asOf: Day;
  readonly calendar: FiscalCalendar;
  readonly isFromFilings: boolean;
  getFigure(factId: string, kind: FigureKind, end: Day): Figure;
  /** The figure as its own tags give it, or the conflict among them; null where they say nothing. */
  getTagged(factId: string, kind: FigureKind, end: Day): Figure | null;
  /** The figure as its own tags give it, without sums of other facts and without conclusions; null where they do not. */
  getReported(factId: string, kind: FigureKind, end: Day): KnownFigure | null;
  /** What the entry's tag said for its period on a day, before later filings changed it; null where it said nothing. */
  getValueAt(entry: FactEntry, day: Day): number | null;
  /** What was known of another fact for the same period when an entry was filed, in the sign that is meant, one value a tag. */
  listBeside(factId: string, entry: FactEntry): readonly number[];
  /** The balance under one tag on a day, or undefined. */
  findBalance(definition: FactDefinition, tag: string, end: Day): FactEntry | undefined;
  /** The longest period of up to a year that was reported under one tag and ended on a day, or undefined. */
  findPeriod(definition: FactDefinition, tag: string, end: Day): FactEntry | undefined;
  /** True when any tag of a fact was reported with a value other than zero for a period that ended in (from, to]. */
  hasNonzero(factId: string, from: Day, to: Day): boolean;
  /** True when something other than zero was reported for the end in another unit alone, under some tag of a fact. */
  isForeignAlone(factId: string, end: Day): boolean;
  /** As `hasNonzero`, for more than `limit` either way: a balance as it is, a flow as it would be for a year. */
  hasAbove(factId: string, limit: number, from: Day, to: Day): boolean;
}
