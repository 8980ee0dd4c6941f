import { findFact } from "./catalogue";
import type { FactDefinition } from "./definition";
import type { Day, FactEntry } from "./entry";
import { buildBalanceSum, buildInferredZero, buildMissing, type FigureSource } from "./figure-source";
import { sameDayMargin } from "./period";
import type { FactPoint, KnownPoint } from "./point";

/** A reported total counts instead of the lines of the balance sheet when it exceeds them by more than this share. */
const totalExcessMin = 0.05;

/** Interest above this share of the known debt shows that there is more debt. */
const impliedRateMax = 0.15;

/** Interest up to this share of assets is the fee for an unused credit line: at 5% it bears debt of 2% of assets. */
const trivialInterestShare = 0.001;

/** How far back any sign of a thing speaks against its absence: a year and the delay of its report. */
export const evidenceDays = 400;

const onlyCurrentDetail = "Only debt due within a year is reported.";

function requireFact(id: string): FactDefinition {
  const fact = findFact(id);
  if (!fact) throw new Error(`Impossible state: no fact is called ${id}`);
  return fact;
}

/** The first tag without a line name that was reported on the day: a total in itself. */
function findTotal(source: FigureSource, factId: string, end: Day): FactEntry | undefined {
  const definition = requireFact(factId);
  for (const { tag, line } of definition.tags) {
    const entry = line === undefined ? source.findBalance(definition, tag, end) : undefined;
    if (entry) return entry;
  }
  return undefined;
}

/** One entry a line: of the tags with the same line name, the first that was reported on the day. */
function findLines(source: FigureSource, factId: string, end: Day): ReadonlyMap<string, FactEntry> {
  const definition = requireFact(factId);
  const entryByLine = new Map<string, FactEntry>();
  for (const { tag, line } of definition.tags) {
    if (line === undefined || entryByLine.has(line)) continue;
    const entry = source.findBalance(definition, tag, end);
    if (entry) entryByLine.set(line, entry);
  }
  return dropRepeats(entryByLine);
}

/** Two lines with the same amount to the dollar are one amount under two tags. */
function dropRepeats(entryByLine: ReadonlyMap<string, FactEntry>): ReadonlyMap<string, FactEntry> {
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
function dropImpossible(source: FigureSource, lines: ReadonlyMap<string, FactEntry>, end: Day): Map<string, FactEntry> {
  const limit = source.getPoint("current_liabilities", "balance", end);
  return new Map([...lines].filter(([, { value }]) => !limit.known || value <= limit.value));
}

function findCurrentLines(source: FigureSource, end: Day): ReadonlyMap<string, FactEntry> {
  return dropImpossible(source, findLines(source, "debt_current", end), end);
}

/**
 * Debt due within a year. One line for all of it, or the current part of long-term debt plus short-term borrowings, or
 * the sum of the lines by kind. Zero when a balance sheet with current liabilities shows later debt and no such line.
 */
export function findDebtCurrent(source: FigureSource, end: Day): FactPoint {
  const total = findTotal(source, "debt_current", end);
  if (total && dropImpossible(source, new Map([["all", total]]), end).size > 0) {
    return buildBalanceSum([total], end, "As reported.");
  }
  const lines = findCurrentLines(source, end);
  const longTerm = lines.get("long_term");
  const shortTerm = lines.get("short_term");
  if (longTerm) {
    return buildBalanceSum(
      shortTerm ? [longTerm, shortTerm] : [longTerm],
      end,
      shortTerm ? "Current part of long-term debt plus short-term borrowings." : "Current part of long-term debt.",
    );
  }
  if (lines.size > 0) return buildBalanceSum([...lines.values()], end, "The current lines of debt by kind.");
  const currentLiabilities = source.getPoint("current_liabilities", "balance", end);
  const noncurrent = findReportedNoncurrent(source, end);
  if (currentLiabilities.known && noncurrent) {
    return buildInferredZero(
      end,
      "The balance sheet shows debt due after a year and current liabilities, but no debt among these.",
      noncurrent.parts,
    );
  }
  return buildMissing("not_reported", "No debt due within a year is reported for that day.");
}

function findReportedNoncurrent(source: FigureSource, end: Day): KnownPoint | null {
  const total = findTotal(source, "debt_noncurrent", end);
  if (total) return buildBalanceSum([total], end, "As reported.");
  const lines = findLines(source, "debt_noncurrent", end);
  return lines.size > 0 ? buildBalanceSum([...lines.values()], end, "The noncurrent lines of debt by kind.") : null;
}

/** Debt due after a year: one line, or the lines by kind, or all long-term debt less its current part. */
export function findDebtNoncurrent(source: FigureSource, end: Day): FactPoint {
  const reported = findReportedNoncurrent(source, end);
  if (reported) return reported;
  const all = findLongTermTotal(source, end);
  const current = findCurrentLines(source, end).get("long_term");
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
  return buildMissing("not_reported", "No debt due after a year is reported for that day.");
}

function findLongTermTotal(source: FigureSource, end: Day): FactEntry | undefined {
  const definition = requireFact("long_term_debt");
  for (const { tag, mayBePart } of definition.tags) {
    const entry = mayBePart ? undefined : source.findBalance(definition, tag, end);
    if (entry) return entry;
  }
  return undefined;
}

function sumParts(current: FactPoint, noncurrent: FactPoint, end: Day): KnownPoint | null {
  if (!noncurrent.known) {
    if (!current.known || current.method === "inferred") return null;
    return { ...current, detail: onlyCurrentDetail };
  }
  const parts = [...(current.known ? current.parts : []), ...noncurrent.parts];
  const known = current.known && current.method !== "inferred";
  return {
    known: true,
    value: (current.known ? current.value : 0) + noncurrent.value,
    start: null,
    end,
    method: "derived",
    parts: known ? parts : noncurrent.parts,
    detail: known
      ? "Debt due within a year plus debt due after a year."
      : "Debt due after a year; the filing shows none due within a year.",
  };
}

/**
 * Total debt without operating leases; finance leases are in it only where the filer's own debt line has them. The
 * lines of the balance sheet count, unless a total in the same filing exceeds them: then they were not all of it.
 */
export function findTotalDebt(source: FigureSource, end: Day): FactPoint {
  const reported = findTotal(source, "total_debt", end);
  const summed = sumParts(findDebtCurrent(source, end), findDebtNoncurrent(source, end), end);
  const totals = listTotals(source, reported, end);
  const candidates = summed ? [summed, ...totals] : totals;
  const [first, ...others] = candidates.length > 0 ? candidates : listFallbacks(source, end);
  if (!first) return buildMissing("not_reported", "No amount of debt is reported for that day.");
  const best = others.reduce(
    (chosen, other) => (other.value > chosen.value * (1 + totalExcessMin) ? other : chosen),
    first,
  );
  const isOnBalanceSheet = best === summed && best.detail !== onlyCurrentDetail;
  return findDoubt(source, best, end, isOnBalanceSheet) ?? best;
}

/** Totals of the notes. Short-term borrowings are added to long-term debt only where no balance sheet line tells. */
function listTotals(source: FigureSource, reported: FactEntry | undefined, end: Day): readonly KnownPoint[] {
  const totals: KnownPoint[] = [];
  if (reported) totals.push(buildBalanceSum([reported], end, "All debt in one figure."));
  const longTerm = findLongTermTotal(source, end);
  if (!longTerm) return totals;
  const shortTerm = findCurrentLines(source, end).get("short_term");
  const hasLines = findReportedNoncurrent(source, end) !== null;
  totals.push(
    shortTerm && !hasLines && shortTerm.value !== longTerm.value
      ? buildBalanceSum([longTerm, shortTerm], end, "All long-term debt plus short-term borrowings.")
      : buildBalanceSum([longTerm], end, "All long-term debt, its current part included."),
  );
  return totals;
}

/**
 * Why an amount cannot be all of the debt, or null. Amounts above total liabilities are slips of the filer. Amounts
 * that do not come from a balance sheet with current and later debt may be one kind of debt of several: the interest
 * that is paid tells. An explicit zero of one line alone says nothing of the others.
 */
function findDoubt(source: FigureSource, best: KnownPoint, end: Day, isOnBalanceSheet: boolean): FactPoint | null {
  const liabilities = source.getPoint("total_liabilities", "balance", end);
  if (liabilities.known && best.value > liabilities.value * (1 + totalExcessMin)) {
    return buildMissing("conflict", "The amounts filed as debt exceed total liabilities.");
  }
  if (best.value === 0) return findDoubtOfZero(source, end, isOnBalanceSheet);
  if (isOnBalanceSheet) return null;
  const deposits = source.getPoint("deposits", "balance", end);
  const interest = findInterest(source, end);
  if (deposits.known || interest === null || interest <= impliedRateMax * best.value) return null;
  return buildMissing(
    "not_reported",
    "Only a part of the debt is reported: interest is more than 15% of the amount that is known.",
  );
}

/** A line of debt that is reported as zero is no debt, unless interest says that there is some under another name. */
function findDoubtOfZero(source: FigureSource, end: Day, isOnBalanceSheet: boolean): FactPoint | null {
  if (!hasInterest(source, end)) return null;
  return buildMissing(
    "not_reported",
    isOnBalanceSheet
      ? "The known lines of debt are zero, but there is interest above 0.1% of assets."
      : "One line of debt is zero and others are not reported, but there is interest above 0.1% of assets.",
  );
}

/** True when interest of the last twelve months, gross, net or paid, is more than a fee, or cannot be told. */
export function hasInterest(source: FigureSource, end: Day): boolean {
  const assets = source.getPoint("total_assets", "balance", end);
  if (!assets.known) return true;
  const limit = trivialInterestShare * assets.value;
  const net = source.getPoint("net_interest", "trailing", end);
  if (net.known && net.value < -limit) return true;
  return ["interest_reported", "interest_paid"].some((fact) => {
    const interest = source.getPoint(fact, "trailing", end);
    return interest.known ? interest.value > limit : source.hasNonzero(fact, end - evidenceDays, end + sameDayMargin);
  });
}

function findInterest(source: FigureSource, end: Day): number | null {
  for (const fact of ["interest_reported", "net_interest_expense", "interest_paid"]) {
    const interest = source.getPoint(fact, "trailing", end);
    if (interest.known) return interest.value;
  }
  return null;
}

/** Balance sheets without current parts (REITs, lenders): the lines by kind, or the gross amount of the debt note. */
function listFallbacks(source: FigureSource, end: Day): readonly KnownPoint[] {
  const fallbacks: KnownPoint[] = [];
  const lines = findLines(source, "debt_line", end);
  if (lines.size > 0) fallbacks.push(buildBalanceSum([...lines.values()], end, "The lines of debt by kind."));
  const gross = source.findBalance(requireFact("long_term_debt"), "us-gaap:DebtInstrumentCarryingAmount", end);
  if (gross) fallbacks.push(buildBalanceSum([gross], end, "Debt before discount and costs of issue, from the note."));
  return fallbacks;
}
