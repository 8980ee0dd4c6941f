import { requireFact } from "#lib/fact/definition/catalogue";
import { maturityFamilies } from "#lib/fact/definition/debt";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildBalanceSum, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, FigurePart, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { formatShare } from "#lib/util/number-text";
import { hasSum, isNear, listSets, principalExcessMax, totalTolerance } from "./amount";
import {
  dropRepeats,
  findCurrentLines,
  findDebtCurrent,
  findDebtNoncurrent,
  findLines,
  findLongTermTotal,
  findReportedNoncurrent,
  findTotal,
} from "./debt";
import { readSchedule } from "./debt-schedule";
import {
  evidenceDays,
  findLargestDebt,
  hasInterest,
  isInterestInConflict,
  readInterest,
  trivialInterestShare,
  trivialInterestShareOfZero,
} from "./debt-sign";
import { addFinanceLeases, replaceZeroByLeases } from "./finance-lease";
import { findUnnamedCurrentDebt, findUnnamedDebt, listOthers, sumOthers } from "./unnamed-liability";

/** A reported total counts instead of the lines of the balance sheet when it exceeds them by more than this share. */
const totalExcessMin = 0.05;

/** Interest above this share of the known debt shows that there is more debt. */
const impliedRateMax = 0.15;

/** Interest above this share is rare enough to look whether other lines of debt explain it better. */
const impliedRateUsual = 0.08;

/** Facts of which one line may be an amount of debt in another currency. */
const debtAmountFacts = ["debt_current", "debt_noncurrent", "total_debt", "long_term_debt", "debt_line", "debt_beside"];

/** Money borrowed or repaid in a year, as a share of debt, that makes its interest no measure of it. */
const turnoverMin = 0.3;

/** Interest above this share of a single line by kind shows that there are other lines: lenders borrow in many ways. */
const impliedRateMaxOfLine = 0.1;

/** How far lines by kind and secured borrowing may miss the total that they make. */
const insideTolerance = 0.01;

/** What rounding leaves of a balance sheet in thousands. */
const roundingShare = 0.00002;

/** Debt that is this share of all liabilities leaves no room for as much again. */
const mostShareMin = 0.5;

const byKindDetail = "The lines of debt by kind.";
const onlyCurrentDetail = "Only debt due within a year is reported.";

/** What is added and subtracted again is no part of a sum. */
function cancelOut(parts: readonly FigurePart[]): readonly FigurePart[] {
  return parts.filter(({ entry, sign }) => !parts.some((other) => other.entry === entry && other.sign === -sign));
}

function sumParts(current: Figure, noncurrent: Figure, end: Day): KnownFigure | null {
  if (!noncurrent.known) {
    if (!current.known || current.method === "inferred") return null;
    return { ...current, detail: onlyCurrentDetail };
  }
  const parts = cancelOut([...(current.known ? current.parts : []), ...noncurrent.parts]);
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
      : "Debt due after a year. The filing shows none due within a year.",
  };
}

/**
 * Total debt without operating leases, with finance leases wherever they can be known, in USD. Missing where liabilities
 * without a name, interest or a contradiction show that the known amount is not all of it. The lines of a balance sheet with current and later debt count, unless a total in the same filing exceeds them: then they
 * were not all of it. Elsewhere (builders, REITs, lenders) the largest of the totals of the notes, the schedule of
 * repayments and the lines by kind that interest does not speak against.
 */
export function findTotalDebt(figures: FigureLookup, end: Day): Figure {
  const [current, noncurrent] = [findDebtCurrent(figures, end), findDebtNoncurrent(figures, end)];
  const open = [current, noncurrent].find((part) => !part.known && part.reason === "conflict");
  if (open) return open;
  const foreign = debtAmountFacts.find((fact) => figures.isForeignAlone(fact, end));
  if (foreign) {
    return buildMissing("not_reported", "The filings report an amount of debt in another currency, and not in USD.");
  }
  const summed = sumParts(current, noncurrent, end);
  const isByKind = isUnclassified(figures, end);
  const isOnBalanceSheet = summed !== null && summed.detail !== onlyCurrentDetail && !isByKind;
  const totals = listTotals(figures, end);
  if (isOnBalanceSheet) {
    const chosen = chooseLargest([summed, ...totals]);
    return withLeases(figures, addBeside(figures, chosen, end), end, chosen === summed);
  }
  const schedule = findScheduleSum(figures, end);
  const candidates = [isByKind ? null : summed, ...totals, schedule].filter((candidate) => candidate !== null);
  const first = candidates.length > 0 ? chooseLargest(candidates) : null;
  const lines = findLinesByKind(figures, end);
  const isBank = figures.getFigure("deposits", "balance", end).known;
  const isPart = first !== null && lines !== null && !isBank && isOneKind(first, lines);
  const best =
    first === null || isPart || isDoubtful(figures, first, end) ? chooseFuller(figures, first, lines, end) : first;
  if (!best) {
    return (
      findGrossOfNote(figures, end) ?? buildMissing("not_reported", "No filing reports an amount of debt for that day.")
    );
  }
  return withLeases(figures, best.parts.length > 1 ? best : addBeside(figures, best, end), end, false);
}

/** Debt with finance leases where nothing speaks against it. Lines of zero have no leases in them, so that these are all of it. */
function withLeases(figures: FigureLookup, lines: KnownFigure, end: Day, isOnBalanceSheet: boolean): Figure {
  if (lines.value === 0)
    return findDoubtOfZero(figures, end, isOnBalanceSheet) ?? replaceZeroByLeases(figures, lines, end);
  const debt = addFinanceLeases(figures, lines, end);
  return findDoubt(figures, debt, end, isOnBalanceSheet) ?? findUnnamed(figures, debt, end) ?? debt;
}

/** Why liabilities without a standard name may be debt, or null. */
function findUnnamed(figures: FigureLookup, debt: KnownFigure, end: Day): Figure | null {
  return figures.getFigure("current_liabilities", "balance", end).known
    ? findUnnamedCurrentDebt(figures, debt, end)
    : findUnnamedDebt(figures, debt, end);
}

/** A balance sheet without current liabilities has no later debt either: tags of later debt name a kind there, as others do. */
function isUnclassified(figures: FigureLookup, end: Day): boolean {
  return (
    findTotal(figures, "debt_noncurrent", end) === undefined &&
    findLines(figures, "debt_noncurrent", end).size > 0 &&
    findCurrentLines(figures, end).get("long_term") === undefined &&
    !figures.getFigure("current_liabilities", "balance", end).known
  );
}

/** With borrowing that is no part of corporate debt, whatever its size: warehouse lines, repurchases, securitisation. */
function addBeside(figures: FigureLookup, debt: KnownFigure, end: Day): KnownFigure {
  // What customers leave with a bank under a promise to buy back is a kind of deposit.
  if (figures.getFigure("deposits", "balance", end).known) return debt;
  const used = new Set(debt.parts.map(({ entry }) => entry.value));
  const lines = [...findLines(figures, "debt_beside", end).values()].filter(
    ({ value }) => value > 0 && !used.has(value) && Math.abs(value - debt.value) > totalTolerance * debt.value,
  );
  if (lines.length === 0 || hasInside(figures, debt, lines, end)) return debt;
  return {
    ...debt,
    value: lines.reduce((sum, { value }) => sum + value, debt.value),
    method: "derived",
    parts: [...debt.parts, ...lines.map((entry) => ({ entry, sign: 1 }) as const)],
    detail: `${debt.detail ?? ""} With secured borrowing beside it.`.trim(),
  };
}

/**
 * True where a single amount is the sum of lines by kind and of secured borrowing: then it has the latter (Century
 * Communities' total with its mortgage warehouse).
 */
function hasInside(figures: FigureLookup, debt: KnownFigure, beside: readonly FactEntry[], end: Day): boolean {
  if (debt.parts.length > 1) return false;
  const secured = beside.reduce((sum, { value }) => sum + value, 0);
  if (closes(figures, debt.value, end)) return true;
  const lines = new Map([...findLines(figures, "debt_line", end), ...findLines(figures, "debt_noncurrent", end)]);
  const others = [...lines.values()].map(({ value }) => value).filter((value) => value > 0 && value < debt.value);
  return hasSum(others, debt.value - secured, insideTolerance * debt.value);
}

/** Whether debt and some of the other liabilities are all liabilities but for rounding, so that no debt has room beside it. */
function closes(figures: FigureLookup, debt: number, end: Day): boolean {
  const liabilities = figures.getFigure("liabilities_reported", "balance", end);
  if (!liabilities.known) return false;
  const others = listOthers(figures, end).filter((amount) => amount < liabilities.value);
  return hasSum(others, liabilities.value - debt, roundingShare * liabilities.value);
}

function chooseLargest(candidates: readonly KnownFigure[]): KnownFigure {
  return candidates.reduce((chosen, other) => (other.value > chosen.value * (1 + totalExcessMin) ? other : chosen));
}

/** Only debt due within a year, or interest that is high for the amount. Interest of banks is that of deposits. */
function isDoubtful(figures: FigureLookup, figure: KnownFigure, end: Day): boolean {
  if (figure.detail === onlyCurrentDetail) return true;
  const interest = readInterest(figures, end);
  const isBank = figures.getFigure("deposits", "balance", end).known;
  return !isBank && interest !== null && interest > impliedRateUsual * figure.value;
}

/** True where a total is the sum of some lines by kind and there are others (Greenbrier: notes, and a credit line). */
function isOneKind(total: KnownFigure, { parts }: KnownFigure): boolean {
  const amounts = parts.map(({ entry }) => entry.value);
  for (const set of listSets(amounts)) {
    const sum = set.reduce((all, amount) => all + amount, 0);
    if (set.length < amounts.length && isNear(total.value, sum, totalTolerance, principalExcessMax)) return true;
  }
  return false;
}

/** The lines by kind instead of a figure in doubt, where they are more and no more than all liabilities. */
function chooseFuller(
  figures: FigureLookup,
  first: KnownFigure | null,
  lines: KnownFigure | null,
  end: Day,
): KnownFigure | null {
  if (!first || !lines) return first ?? lines;
  const liabilities = figures.getFigure("total_liabilities", "balance", end);
  if (!liabilities.known || lines.value > liabilities.value) return first;
  return chooseLargest([first, lines]);
}

/** Totals of the notes. Short-term borrowings are added to long-term debt only where no balance sheet line tells. */
function listTotals(figures: FigureLookup, end: Day): readonly KnownFigure[] {
  const totals: KnownFigure[] = [];
  const reported = findTotal(figures, "total_debt", end);
  if (reported) totals.push(buildBalanceSum([reported], end, "All debt in one figure."));
  const longTerm = findLongTermTotal(figures, end);
  if (!longTerm) return totals;
  const shortTerm = findCurrentLines(figures, end).get("short_term");
  const hasLines = findReportedNoncurrent(figures, end) !== null;
  totals.push(
    shortTerm && !hasLines && shortTerm.value !== longTerm.value
      ? buildBalanceSum([longTerm, shortTerm], end, "All long-term debt plus short-term borrowings.")
      : buildBalanceSum([longTerm], end, "All long-term debt, its current part included."),
  );
  return totals;
}

/** The whole schedule of repayments of that day, principal before discount: of builders and others without a total. */
function findScheduleSum(figures: FigureLookup, end: Day): KnownFigure | null {
  for (const family of maturityFamilies) {
    const entries = readSchedule(figures, family, end);
    if (entries.size > 1) return buildBalanceSum([...entries.values()], end, "The sum of the schedule of repayments.");
  }
  return null;
}

/**
 * Why an amount cannot be all of the debt, or null. Amounts above total liabilities are slips of the filer. Amounts
 * that do not come from a balance sheet with current and later debt may be one kind of debt of several: the interest
 * that is paid tells. An explicit zero of one line alone says nothing of the others.
 */
function findDoubt(figures: FigureLookup, best: KnownFigure, end: Day, isOnBalanceSheet: boolean): Figure | null {
  const liabilities = figures.getFigure("total_liabilities", "balance", end);
  if (liabilities.known && best.value > liabilities.value * (1 + totalExcessMin)) {
    return buildMissing("conflict", "The amounts filed as debt exceed total liabilities.");
  }
  if (isOnBalanceSheet) return findDoubtOfLines(figures, best, end);
  const assets = figures.getFigure("total_assets", "balance", end);
  const deposits = figures.getFigure("deposits", "balance", end);
  const interest = readInterest(figures, end);
  const rateMax = best.detail === byKindDetail && best.parts.length === 1 ? impliedRateMaxOfLine : impliedRateMax;
  const isMostOfLiabilities = liabilities.known && best.value >= mostShareMin * liabilities.value;
  if (interest === null && !isMostOfLiabilities && isInterestInConflict(figures, end)) {
    return buildMissing(
      "not_reported",
      "The filings contradict each other in the interest. Nothing tells whether the known amount is all of the debt.",
    );
  }
  if (deposits.known || interest === null || interest <= rateMax * best.value) return null;
  if (assets.known && interest <= trivialInterestShare * assets.value) return null;
  return buildMissing(
    "not_reported",
    `The filings report only a part of the debt. Interest is more than ${formatShare(rateMax, 0)} of the known amount.`,
  );
}

/**
 * Lines of a balance sheet leave debt out where it has a tag of the filer's own (floor plans of dealers). Interest shows
 * it that is out of proportion, expensed and paid, unless the debt was borrowed or repaid in the meantime.
 */
function findDoubtOfLines(figures: FigureLookup, best: KnownFigure, end: Day): Figure | null {
  const [expense, paid, assets] = [
    figures.getFigure("interest_reported", "trailing", end),
    figures.getFigure("interest_paid", "trailing", end),
    figures.getFigure("total_assets", "balance", end),
  ];
  const amounts = [expense, paid].flatMap((figure) => (figure?.known ? [figure.value] : []));
  const interest = amounts.length === 2 ? Math.min(...amounts) : 0;
  if (interest <= impliedRateMax * best.value || figures.getFigure("deposits", "balance", end).known) return null;
  if (assets?.known && interest <= trivialInterestShare * assets.value) return null;
  if (figures.hasAbove("debt_flow", turnoverMin * best.value, end - evidenceDays, end + sameDayMargin)) return null;
  if (findLargestDebt(figures, addYears(end, -1)) > best.value * (1 + turnoverMin)) return null;
  return buildMissing(
    "not_reported",
    `The filings report only a part of the debt. Interest, expensed and paid, is more than ${formatShare(impliedRateMax, 0)} of the known amount.`,
  );
}

/** A line of debt that is reported as zero is no debt, unless interest says that there is some under another name. */
function findDoubtOfZero(figures: FigureLookup, end: Day, isOnBalanceSheet: boolean): Figure | null {
  if (!hasInterest(figures, end, trivialInterestShareOfZero)) return null;
  return buildMissing(
    "not_reported",
    isOnBalanceSheet
      ? "The known lines of debt are zero. Interest is above 0.2% of assets all the same."
      : "One line of debt is zero, the others are not reported. Interest is above 0.2% of assets all the same.",
  );
}

/** Balance sheets without current parts (builders, REITs, lenders): the lines by kind, and short-term borrowings. */
function findLinesByKind(figures: FigureLookup, end: Day): KnownFigure | null {
  const lines = new Map([...findLines(figures, "debt_line", end), ...findLines(figures, "debt_beside", end)]);
  for (const [line, entry] of isUnclassified(figures, end) ? findLines(figures, "debt_noncurrent", end) : []) {
    if (entry.value > (lines.get(line)?.value ?? 0)) lines.set(line, entry);
  }
  const shortTerm = findCurrentLines(figures, end).get("short_term");
  if (lines.size === 0 && !shortTerm) return null;
  if (shortTerm) lines.set("short_term", shortTerm);
  if (isJuniorInside(figures, lines, end)) lines.delete("junior");
  return buildBalanceSum([...dropTotals(dropRepeats(lines)).values()], end, byKindDetail);
}

/** True where a bank's liabilities have no room for junior subordinated debt beside all that is subordinated (Stellar). */
function isJuniorInside(figures: FigureLookup, lines: ReadonlyMap<string, FactEntry>, end: Day): boolean {
  const [junior, subordinated] = [lines.get("junior"), lines.get("subordinated")];
  const [liabilities, deposits] = ["liabilities_reported", "deposits"].map((id) =>
    figures.getFigure(id, "balance", end),
  );
  if (!junior || !subordinated || junior.value >= subordinated.value) return false;
  if (!liabilities?.known || !deposits?.known) return false;
  const room = liabilities.value - deposits.value - sumOthers(figures, end);
  return [...lines.values()].reduce((sum, { value }) => sum + value, 0) > room;
}

/** A line that is the sum of all others is their total. */
function dropTotals(lines: ReadonlyMap<string, FactEntry>): ReadonlyMap<string, FactEntry> {
  const sum = [...lines.values()].reduce((total, { value }) => total + value, 0);
  if (lines.size < 3) return lines;
  return new Map([...lines].filter(([, { value }]) => Math.abs(sum - 2 * value) > totalTolerance * value));
}

/** The gross amount of the debt note. */
function findGrossOfNote(figures: FigureLookup, end: Day): Figure | null {
  const gross = figures.findBalance(requireFact("long_term_debt"), "us-gaap:DebtInstrumentCarryingAmount", end);
  if (!gross) return null;
  const figure = buildBalanceSum([gross], end, "Debt before discount and costs of issue, from the note.");
  return withLeases(figures, figure, end, false);
}
