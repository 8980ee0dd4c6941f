import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { KnownFigure, MissingFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findRoundingUnit } from "#lib/fact/series/rounding-unit";
import { addendsMax, hasSum } from "./amount";
import { findLargestDebt, readInterest } from "./debt-sign";

/** Liabilities without a standard name, up to this share of all of them, are accruals under tags of the filer's own. */
const unnamedShareMin = 0.3;

/** They matter from this share of the known debt on, where they may finance inventory, and elsewhere. */
const unnamedOfDebtMin = 0.1;
const unnamedOfDebtMinElsewhere = 0.25;

/** They finance inventory of this share of assets where they are at least that share of it. */
const inventoryShareMin = 0.15;
const financedShareMin = 0.45;

/** Suppliers who are owed no more than this share of inventory do not finance it. */
const owedToSuppliersMax = 0.23;

/** Interest paid above interest expense by this factor, or above this share of debt, is that of other debt as well. */
const paidExcessMin = 1.3;
const paidRateMin = 0.12;

/** Interest above this share of the known debt is high where much of all liabilities has no name. */
const impliedRateMin = 0.075;

/** Debt of a year before above this multiple of today's bore some of the interest. */
const repaidMin = 1.2;

/** The line of payables that may have what suppliers are owed and accrued liabilities. */
const widePayables = "wide_payables";

/** The largest amount of each line of a fact on a day. */
function listLines(figures: FigureLookup, factId: string, end: Day, without?: string): readonly number[] {
  const definition = requireFact(factId);
  const largestByLine = new Map<string, number>();
  for (const { tag, line = tag } of definition.tags) {
    if (line === without) continue;
    const value = figures.findBalance(definition, tag, end)?.value ?? 0;
    largestByLine.set(line, Math.max(value, largestByLine.get(line) ?? 0));
  }
  return [...largestByLine.values()].filter((value) => value > 0);
}

/** What suppliers are owed, with accrued liabilities where these are in one line; null where no line tells. */
function findPayables(figures: FigureLookup, end: Day): number | null {
  const definition = requireFact("other_current_liabilities");
  const amounts = definition.tags.flatMap(({ tag, line }) =>
    line === widePayables ? (figures.findBalance(definition, tag, end)?.value ?? []) : [],
  );
  const trade = figures.getFigure("trade_payables", "balance", end);
  if (trade.known) amounts.push(trade.value);
  return amounts.length > 0 ? Math.max(...amounts) : null;
}

function listKnown(figures: FigureLookup, factIds: readonly string[], end: Day): readonly number[] {
  return factIds.flatMap((id) => {
    const figure = figures.getFigure(id, "balance", end);
    return figure.known ? [figure.value] : [];
  });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

const otherFacts = ["trade_payables", "contract_liability", "operating_lease_liability", "deferred_tax_liability"];

/** Liabilities other than debt of a balance sheet that is not split by term. One may have another in it. */
export function listOthers(figures: FigureLookup, end: Day): readonly number[] {
  return [...listLines(figures, "other_liabilities", end), ...listKnown(figures, otherFacts, end)];
}

/** The sum of the lines of such a balance sheet that have standard names. */
export function sumOthers(figures: FigureLookup, end: Day): number {
  return sum(listLines(figures, "other_liabilities", end));
}

/** Sums of lines agree with a total by chance unless it is this many times larger than its unit of rounding and their number. */
const chanceMin = 20;

/** The lines of current liabilities that are no debt and add up to all of them, to the digit; null where none do. */
export function findCurrentWithoutDebt(figures: FigureLookup, end: Day): FactEntry | null {
  const definition = requireFact("current_liabilities");
  const total = definition.tags.map(({ tag }) => figures.findBalance(definition, tag, end)).find((entry) => entry);
  if (!total) return null;
  const facts = [
    "trade_payables",
    "other_current_liabilities",
    "operating_lease_current",
    "finance_leases_current",
    "contract_liability",
  ].map(requireFact);
  const entries = facts.flatMap((fact) => fact.tags.flatMap(({ tag }) => figures.findBalance(fact, tag, end) ?? []));
  const amounts = [...new Set(entries.map(({ value }) => value))].filter((value) => value > 0 && value <= total.value);
  const unit = findRoundingUnit([total.value, ...amounts]);
  if (total.value < chanceMin * unit * 2 ** Math.min(amounts.length, addendsMax)) return null;
  return hasSum(amounts, total.value, 0) ? total : null;
}

/**
 * Why debt due within a year cannot be all of it, or null: much of current liabilities has no standard name, and either it
 * finances the inventory or interest is paid on more than what is known. So it is with floor plans of dealers, which stand
 * under tags of their own. Not for banks.
 */
export function findUnnamedCurrentDebt(figures: FigureLookup, debt: KnownFigure, end: Day): MissingFigure | null {
  const total = figures.getFigure("current_liabilities", "balance", end);
  const payables = findPayables(figures, end);
  if (!total.known || payables === null || figures.getFigure("deposits", "balance", end).known) return null;
  const dueSoon = debt.parts.filter(({ entry }) => entry.fact === "debt_current" || entry.fact === "debt_beside");
  const customers = figures.findBalance(
    requireFact("contract_liability"),
    "us-gaap:ContractWithCustomerLiabilityCurrent",
    end,
  );
  const named =
    payables +
    sum(dueSoon.map(({ entry }) => entry.value)) +
    sum(listKnown(figures, ["operating_lease_current", "finance_leases_current"], end)) +
    sum(listLines(figures, "other_current_liabilities", end, widePayables)) +
    (customers?.value ?? 0);
  const unnamed = total.value - named;
  const known = Math.max(debt.value, findLargestDebt(figures, end));
  const inventory = figures.getFigure("inventory", "balance", end);
  const assets = figures.getFigure("total_assets", "balance", end);
  const hasInventory = inventory.known && assets.known && inventory.value >= inventoryShareMin * assets.value;
  const isFinancing = hasInventory && unnamed >= financedShareMin * inventory.value;
  const ofDebtMin = isFinancing ? unnamedOfDebtMin : unnamedOfDebtMinElsewhere;
  if (unnamed < unnamedShareMin * total.value || unnamed < ofDebtMin * known) return null;
  const isAlone = isFinancing && payables <= owedToSuppliersMax * inventory.value;
  if (!isAlone && !isPaidOnMore(figures, known, isFinancing, end)) return null;
  return buildMissing(
    "not_reported",
    `Current liabilities of ${formatFigure(unnamed, "usd")} have no standard name. ${isFinancing ? "They may finance the inventory. " : ""}Nothing tells how much of them is debt.`,
  );
}

/** Whether interest is paid on more than the known debt: far above the expense, or, where inventory is financed, untold or too high. */
function isPaidOnMore(figures: FigureLookup, debt: number, isFinancing: boolean, end: Day): boolean {
  const [paid, ...expenses] = ["interest_paid", "interest_reported", "net_interest_expense"].map((fact) =>
    figures.getFigure(fact, "trailing", end),
  );
  if (!paid?.known) return false;
  const expense = expenses.find(({ known }) => known);
  if (!expense?.known) return isFinancing;
  if (paid.value >= paidExcessMin * expense.value) return true;
  return isFinancing && paid.value >= paidRateMin * debt && !wasMore(figures, debt, end);
}

/** Debt that was larger a year before bore some of the interest. */
function wasMore(figures: FigureLookup, debt: number, end: Day): boolean {
  return findLargestDebt(figures, addYears(end, -1)) > repaidMin * debt;
}

/** The same for a balance sheet that is not split by term: interest is high for the known debt, and much has no name. */
export function findUnnamedDebt(figures: FigureLookup, debt: KnownFigure, end: Day): MissingFigure | null {
  const total = figures.getFigure("liabilities_reported", "balance", end);
  if (!total.known || figures.getFigure("deposits", "balance", end).known) return null;
  const interest = readInterest(figures, end);
  if (interest === null || interest <= impliedRateMin * debt.value) return null;
  if (wasMore(figures, debt.value, end)) return null;
  const unnamed = total.value - debt.value - sum(listOthers(figures, end));
  if (unnamed < unnamedShareMin * total.value) return null;
  return buildMissing(
    "not_reported",
    `Liabilities of ${formatFigure(unnamed, "usd")} have no standard name, and interest is high for the known debt. Nothing tells how much of them is debt.`,
  );
}
