import { requireFact } from "#lib/fact/definition/catalogue";
import { maturityFamilies } from "#lib/fact/definition/debt";
import { formatFigure } from "#lib/fact/definition/figure-text";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { buildBalanceSum, buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { listSets } from "./amount";
import { readSchedule } from "./debt-schedule";
import { findCurrentWithoutDebt } from "./unnamed-liability";

/** A schedule that sums to an amount this closely has no discount in between. */
const scheduleTolerance = 0.0005;

/** A line larger than a total by this factor is no part of it: the total was of one kind of debt. */
const besideMin = 1.25;

/** Lines that a total exceeds by this much are not all of it. */
const lineExcessMax = 0.05;

/** Discount and costs of issue seldom make more of the principal than this. */
const principalTolerance = 0.02;

/** The first tag without a line name that was reported on the day: a total in itself. */
export function findTotal(figures: FigureLookup, factId: string, end: Day): FactEntry | undefined {
  const definition = requireFact(factId);
  for (const { tag, line } of definition.tags) {
    const entry = line === undefined ? figures.findBalance(definition, tag, end) : undefined;
    if (entry) return entry;
  }
  return undefined;
}

/** One entry a line: of the tags with the same line name, the first that was reported on the day. */
export function findLines(figures: FigureLookup, factId: string, end: Day): ReadonlyMap<string, FactEntry> {
  const definition = requireFact(factId);
  const entryByLine = new Map<string, FactEntry>();
  for (const { tag, line } of definition.tags) {
    if (line === undefined || entryByLine.has(line)) continue;
    const entry = figures.findBalance(definition, tag, end);
    if (entry) entryByLine.set(line, entry);
  }
  return dropRepeats(entryByLine);
}

/** Lines that stand beside another one even where they are smaller: by their name they are no part of long-term debt. */
const linesOfTheirOwn: ReadonlySet<string> = new Set(["short_term", "bank_notes", "bridge", "credit_line"]);

/** Lines whose sum is another one to this share are what that one is made of. */
const sumTolerance = 0.002;

/**
 * The lines that are not in `whole`: not the same amount, not among lines that add up to it, and either larger or by
 * their name no part of it.
 */
export function findBeside(
  whole: FactEntry,
  lines: ReadonlyMap<string, FactEntry>,
  isOfItsOwn: (line: string) => boolean,
  largerBy: number,
): readonly FactEntry[] {
  const others = [...lines].filter(([, entry]) => entry !== whole && entry.value > 0 && entry.value !== whole.value);
  const inside = findAddends(
    others.map(([, entry]) => entry),
    whole.value,
  );
  return others
    .filter(([line, entry]) => !inside.has(entry) && (isOfItsOwn(line) || entry.value > whole.value * largerBy))
    .map(([, entry]) => entry);
}

/** The largest set of entries that add up to an amount; empty where none does. */
function findAddends(entries: readonly FactEntry[], amount: number): ReadonlySet<FactEntry> {
  let best: readonly FactEntry[] = [];
  for (const chosen of listSets(entries)) {
    const sum = chosen.reduce((total, { value }) => total + value, 0);
    if (chosen.length > Math.max(1, best.length) && Math.abs(sum - amount) <= sumTolerance * amount) best = chosen;
  }
  return new Set(best);
}

/** Two lines with the same amount to the dollar are one amount under two tags. */
export function dropRepeats(entryByLine: ReadonlyMap<string, FactEntry>): ReadonlyMap<string, FactEntry> {
  if (entryByLine.size < 2) return entryByLine;
  const seen = new Set<number>();
  return new Map(
    [...entryByLine].filter(([, { value }]) => {
      const isRepeat = value !== 0 && seen.has(value);
      seen.add(value);
      return !isRepeat;
    }),
  );
}

/** Current debt cannot exceed current liabilities: where it does, a filer gave the tag to another line. */
function dropImpossible(
  figures: FigureLookup,
  lines: ReadonlyMap<string, FactEntry>,
  end: Day,
): Map<string, FactEntry> {
  const limit = figures.getFigure("current_liabilities", "balance", end);
  return new Map([...lines].filter(([, { value }]) => !limit.known || value <= limit.value));
}

/** The possible lines of debt due within a year, by the name of the line. */
export function findCurrentLines(figures: FigureLookup, end: Day): ReadonlyMap<string, FactEntry> {
  return dropImpossible(figures, findLines(figures, "debt_current", end), end);
}

/**
 * Debt due within a year. One line for all of it, or the current part of long-term debt plus short-term borrowings, or
 * the sum of the lines by kind. Zero when a balance sheet with current liabilities shows later debt and no such line.
 */
export function findDebtCurrent(figures: FigureLookup, end: Day): Figure {
  if (figures.isForeignAlone("debt_current", end)) return buildForeign("debt due within a year");
  const total = findTotal(figures, "debt_current", end);
  if (total && dropImpossible(figures, new Map([["all", total]]), end).size > 0) {
    return buildBalanceSum([total], end, "As reported.");
  }
  const lines = findCurrentLines(figures, end);
  const longTerm = lines.get("long_term");
  if (longTerm) {
    const beside = findBeside(longTerm, lines, (line) => linesOfTheirOwn.has(line), 1);
    const open = findBeside(longTerm, lines, (line) => line === "notes" || openKinds.has(line), 1).find(
      (entry) => !beside.includes(entry) && entry.value > openShareMin * longTerm.value,
    );
    if (open) return buildOpenConflict(longTerm, open, "current debt");
    return buildBalanceSum(
      [longTerm, ...beside],
      end,
      beside.length > 0
        ? "Current part of long-term debt, and current lines that are not in it."
        : "Current part of long-term debt.",
    );
  }
  const currentLiabilities = figures.getFigure("current_liabilities", "balance", end);
  if (lines.size > 0 && !currentLiabilities.known) {
    return buildMissing(
      "not_reported",
      "The balance sheet is not split by term. Beside short-term lines a part of other debt may be due within a year.",
    );
  }
  if (lines.size > 0) return buildBalanceSum([...lines.values()], end, "The current lines of debt by kind.");
  const noncurrent = findReportedNoncurrent(figures, end);
  if (currentLiabilities.known && noncurrent && !hasMore(figures, noncurrent, end)) {
    return buildInferredZero(
      end,
      "The balance sheet shows debt due after a year. Its current liabilities have no debt among them.",
      noncurrent.parts,
    );
  }
  const withoutDebt = noncurrent || isDueBySchedule(figures, end) ? null : findCurrentWithoutDebt(figures, end);
  if (withoutDebt) {
    return buildInferredZero(end, "Lines of current liabilities that are no debt add up to all of them.", [
      { entry: withoutDebt, sign: 1 },
    ]);
  }
  return buildMissing("not_reported", "No filing reports debt due within a year for that day.");
}

/** True when all long-term debt, or the first year of the schedule, says that these lines are a part (Sunrun). */
function hasMore(figures: FigureLookup, noncurrent: KnownFigure, end: Day): boolean {
  const all = findLongTermTotal(figures, end);
  if (all && all.value > noncurrent.value * (1 + lineExcessMax)) return true;
  return isDueBySchedule(figures, end);
}

/** Whether the schedule of that day has anything in its first year. */
function isDueBySchedule(figures: FigureLookup, end: Day): boolean {
  return maturityFamilies.some((family) => (readSchedule(figures, family, end).get("debt_due_1y")?.value ?? 0) > 0);
}

/** Debt due after a year as lines of the balance sheet give it, or null. */
export function findReportedNoncurrent(figures: FigureLookup, end: Day): KnownFigure | null {
  const total = findTotal(figures, "debt_noncurrent", end);
  const lines = findLines(figures, "debt_noncurrent", end);
  if (total) {
    const { beside } = findOpenLines(figures, total, lines, end);
    const detail = beside.length > 0 ? "As reported, and lines of debt that are not in it." : "As reported.";
    return buildBalanceSum([total, ...beside], end, detail);
  }
  return lines.size > 0 ? buildBalanceSum([...lines.values()], end, "The noncurrent lines of debt by kind.") : null;
}

/** Lines up to this share of the total change nothing. */
const openShareMin = 0.03;
/** Kinds of debt that may be borrowed on assets set apart, beside corporate debt. */
const openKinds: ReadonlySet<string> = new Set([
  "secured",
  "construction",
  "transition_bond",
  "subordinated",
  "junior",
  "other",
]);

/** Amounts of all debt; "long-term debt" is as often the total of some of its lines. */
const wholeTags = [
  ["long_term_debt", "us-gaap:DebtInstrumentCarryingAmount"],
  ["total_debt", "us-gaap:DebtLongtermAndShorttermCombinedAmount"],
  ["total_debt", "us-gaap:DebtAndCapitalLeaseObligations"],
] as const;

/** How far the principal or total of the note may be from lines that it has. */
const noteTolerance = 0.02;

/**
 * The lines by kind that are not in the line of all later debt, and those of which nothing tells: smaller than it, and
 * no total or principal of the note is the one sum or the other.
 */
function findOpenLines(
  figures: FigureLookup,
  total: FactEntry,
  lines: ReadonlyMap<string, FactEntry>,
  end: Day,
): { readonly beside: readonly FactEntry[]; readonly open: readonly FactEntry[] } {
  const beside = findBeside(total, lines, (line) => line === "bank_notes", besideMin);
  const current = findCurrentLines(figures, end).get("long_term")?.value ?? 0;
  const kept = findBeside(total, lines, (line) => line !== "commercial_paper", besideMin);
  const unsure = kept.filter(
    (entry) =>
      !beside.includes(entry) && entry.value > openShareMin * total.value && entry.value < total.value + current / 2,
  );
  if (unsure.length === 0) return { beside, open: [] };
  const known = [total, ...beside].reduce((sum, { value }) => sum + value, current);
  const withUnsure = unsure.reduce((sum, { value }) => sum + value, known);
  const leases = figures.getFigure("finance_leases", "balance", end);
  const ofLeases = leases.known ? leases.value : 0;
  const notes = wholeTags.flatMap(([fact, tag]) => figures.findBalance(requireFact(fact), tag, end)?.value ?? []);
  const isNote = (sum: number) =>
    notes.some((note) =>
      [sum, sum - ofLeases].some(
        (lower) => note >= lower * (1 - noteTolerance / 4) && note <= lower * (1 + noteTolerance),
      ),
    );
  if (isNote(known)) return { beside, open: [] };
  if (isNote(withUnsure)) return { beside: [...beside, ...unsure], open: [] };
  // Other kinds were in the line of all later debt wherever a filing told.
  const isOpen = (entry: FactEntry) => [...lines].some(([line, each]) => each === entry && openKinds.has(line));
  return { beside, open: unsure.filter(isOpen) };
}

/** A conflict where nothing tells whether a line by kind is in the line of all later debt. */
function findOpenConflict(figures: FigureLookup, end: Day): Figure | null {
  const total = findTotal(figures, "debt_noncurrent", end);
  const [open] = total ? findOpenLines(figures, total, findLines(figures, "debt_noncurrent", end), end).open : [];
  return total && open ? buildOpenConflict(total, open, "later debt") : null;
}

/** A line in another currency may be one of several: no sum without it is all of them. */
function buildForeign(name: string): Figure {
  return buildMissing("not_reported", `The filings report a line of ${name} in another currency, and not in USD.`);
}

function buildOpenConflict(line: FactEntry, open: FactEntry, name: string): Figure {
  return buildMissing(
    "conflict",
    `The filing gives ${name} of ${formatFigure(line.value, "usd")} and ${formatFigure(open.value, "usd")} under ${open.tag}. Nothing tells whether the one has the other in it.`,
  );
}

/** Debt due after a year: one line, or the lines by kind, or all long-term debt less its current part. */
export function findDebtNoncurrent(figures: FigureLookup, end: Day): Figure {
  if (figures.isForeignAlone("debt_noncurrent", end)) return buildForeign("debt due after a year");
  const conflict = findOpenConflict(figures, end);
  if (conflict) return conflict;
  const reported = findReportedNoncurrent(figures, end);
  const all = findLongTermTotal(figures, end);
  const current = findCurrentLines(figures, end).get("long_term");
  const isWhole = reported !== null && current !== undefined && isAllLongTermDebt(figures, reported, all, end);
  const lines = findCurrentLines(figures, end);
  const currentSum = [...lines.values()].reduce((sum, { value }) => sum + value, 0);
  const isPart = reported !== null && all !== undefined && all.value > (reported.value + currentSum) * besideMin;
  if (reported && !isWhole && !isPart) return reported;
  if (all && current && isLaterPart(figures, all, current, end)) {
    return buildBalanceSum([all], end, "As reported. The principal is this and the current part.");
  }
  if (all && current && current.value <= all.value) {
    return {
      known: true,
      value: all.value - current.value,
      start: null,
      end,
      method: "derived",
      parts: [
        { entry: all, sign: 1 },
        { entry: current, sign: -1 },
      ],
      detail: "Long-term debt less its current part.",
    };
  }
  return buildMissing("not_reported", "No filing reports debt due after a year for that day.");
}

/** Rush Enterprises gives all long-term debt under the tag of its later part; the schedule of repayments tells. */
function isAllLongTermDebt(
  figures: FigureLookup,
  reported: KnownFigure,
  all: FactEntry | undefined,
  end: Day,
): boolean {
  if (reported.value !== all?.value) return false;
  const schedule = [...readSchedule(figures, "fiscal_years", end).values()];
  const sum = schedule.reduce((total, { value }) => total + value, 0);
  return schedule.length > 1 && Math.abs(sum - all.value) <= scheduleTolerance * all.value;
}

/** Some filers give the tag of all long-term debt to what is due after a year: then both parts make the principal. */
function isLaterPart(figures: FigureLookup, all: FactEntry, current: FactEntry, end: Day): boolean {
  const principals = listPrincipals(figures, all.accession, end);
  const miss = (principal: number, value: number) => Math.abs(value - principal) / principal;
  return principals.some(
    (principal) =>
      miss(principal, all.value + current.value) < principalTolerance &&
      miss(principal, all.value) > 2 * principalTolerance,
  );
}

/** What one filing gives as principal: the amount of the note, a line by kind (Trupanion's credit line), the schedule. */
function listPrincipals(figures: FigureLookup, accession: string, end: Day): readonly number[] {
  const ofNote = figures.findBalance(requireFact("long_term_debt"), "us-gaap:DebtInstrumentCarryingAmount", end);
  const entries = [...(ofNote ? [ofNote] : []), ...findLines(figures, "debt_line", end).values()];
  const schedule = [...readSchedule(figures, "fiscal_years", end).values()].filter(
    (each) => each.accession === accession,
  );
  return [
    ...entries.filter((entry) => entry.accession === accession).map(({ value }) => value),
    schedule.reduce((sum, { value }) => sum + value, 0),
  ].filter((value) => value > 0);
}

/** Long-term debt with its current part in one figure, or undefined. */
export function findLongTermTotal(figures: FigureLookup, end: Day): FactEntry | undefined {
  const definition = requireFact("long_term_debt");
  for (const { tag, mayBePart } of definition.tags) {
    const entry = mayBePart ? undefined : figures.findBalance(definition, tag, end);
    if (entry) return entry;
  }
  return undefined;
}
