import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { addYears } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { buildMissing, turnParts } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { standsOnPart } from "#lib/fact/series/stands-on-part";

/** Interest expense below this share of interest incurred is what is left after most of it was capitalised. */
const expensedShareMin = 0.5;

/** Interest may be below the net figure, or what was paid, by rounding and timing, but hardly by more than this. */
const netMargin = 0.02;
const paidShareMin = 0.4;

/** In two years running hardly any filer pays so much more than it expenses, unless the expense is a part. */
const paidShareOfYearsMin = 0.5;
const paidShareOfYearsMinOfPart = 0.7;

/** Interest in cost of sales below this share of what is incurred is that of a side line (Dream Finders' lender). */
const inCostShareMin = 0.1;

/** A reported expense of this share of what was capitalised, or more, is not beside it: it has it. */
const wholeShareMin = 0.9;

/** How far interest paid and amortised may be from interest expense that nothing else bears out. */
const witnessMargin = 0.1;

/**
 * Gross interest expense: as reported, unless nearly all interest was capitalised, which hides it from the income
 * statement and not from the lenders; then what was incurred. Without an expense line: incurred less capitalised.
 */
export function findInterestExpense(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const reported = refusePart(figures, kind, end, figures.getFigure("interest_reported", kind, end));
  const incurred = findIncurred(figures, kind, end);
  if (incurred && (!reported.known || reported.value < expensedShareMin * incurred.value)) return incurred;
  if (reported.known) return reported;
  const figure = findExpensed(figures, kind, end) ?? findOfLender(figures, kind, end) ?? findRest(figures, kind, end);
  // What a reported line is a part of cannot be less (Walker & Dunlop: income less net income are of two businesses).
  const part = figures.getFigure("interest_reported", kind, end);
  return figure?.known && part.known && figure.value < part.value ? reported : (figure ?? reported);
}

/** Interest income less net interest income, of lenders that give both (Armour). */
function findOfLender(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  const income = figures.getFigure("interest_income", kind, end);
  const net = figures.getFigure("net_interest_income", kind, end);
  if (!income.known || !net.known || income.value <= net.value) return null;
  return {
    ...income,
    value: income.value - net.value,
    method: "derived",
    parts: [...income.parts, ...turnParts(net.parts)],
    detail: "Interest income less net interest income.",
  };
}

/**
 * What the other results leave for interest: their total is interest income and other income less interest expense.
 * Other lines may be in the total, so it counts only where interest paid and amortised costs bear it out.
 */
function findRest(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  const [total, other, income, paid, amortized] = [
    "nonoperating_income",
    "other_nonoperating_income",
    "investment_income",
    "interest_paid",
    "debt_cost_amortization",
  ].map((fact) => figures.getFigure(fact, kind, end));
  if (!total?.known || !other?.known || !income?.known || !paid?.known || !amortized?.known) return null;
  const value = income.value + other.value - total.value;
  const witness = paid.value + amortized.value;
  if (value <= 0 || Math.abs(value - witness) > witnessMargin * value) return null;
  return {
    ...total,
    value,
    method: "derived",
    parts: [...income.parts, ...other.parts, ...turnParts(total.parts)],
    detail: "Interest income and other results less the total of both with interest. Interest paid bears it out.",
  };
}

/** Tells builders from those who capitalise interest into plants, where it comes back as depreciation. */
function hasHouses(figures: FigureLookup, end: Day): boolean {
  return figures.findBalance(requireFact("inventory"), "us-gaap:InventoryRealEstate", end) !== undefined;
}

/**
 * Earnings before interest of a builder, whose cost of sales has the interest of houses that were sold: operating
 * income, or pretax income with what was expensed, plus that interest. Null for others; missing where it is not told.
 */
export function findEbitOfBuilder(figures: FigureLookup, kind: FigureKind, end: Day): Figure | null {
  const inCost = figures.getFigure("interest_in_cost_of_sales", kind, end);
  const incurred = findIncurred(figures, kind, end);
  if (!inCost.known || (incurred && inCost.value < inCostShareMin * incurred.value)) {
    return incurred && hasHouses(figures, end)
      ? buildMissing(
          "not_reported",
          "Interest was capitalised into houses. No filing reports how much of it is in cost of sales.",
        )
      : null;
  }
  const operating = figures.getFigure("operating_income", kind, end);
  const base = operating.known ? operating : figures.getFigure("pretax_income", kind, end);
  if (!base.known) return base;
  const expensed = operating.known ? null : findExpensedOfBuilder(figures, kind, end, incurred);
  const added = expensed ? [inCost, expensed] : [inCost];
  return {
    ...base,
    value: added.reduce((sum, { value }) => sum + value, base.value),
    method: "derived",
    parts: [...base.parts, ...added.flatMap(({ parts }) => parts)],
    detail: `${operating.known ? "Operating income" : "Pretax income"} plus the interest that is in cost of sales, as builders have it.`,
  };
}

/**
 * The interest of a builder that reduced pretax income at once. A reported expense that reaches what went into houses is
 * all interest of the period (Century Communities: 81 million, of which 77 million were capitalised).
 */
function findExpensedOfBuilder(
  figures: FigureLookup,
  kind: FigureKind,
  end: Day,
  capitalized: KnownFigure | null,
): KnownFigure | null {
  const reported = figures.getFigure("interest_reported", kind, end);
  if (!reported.known) return null;
  if (!capitalized || reported.value < wholeShareMin * capitalized.value) return reported;
  const value = Math.max(0, reported.value - capitalized.value);
  return { ...reported, value, parts: [...reported.parts, ...turnParts(capitalized.parts)] };
}

/**
 * The interest that reduced pretax income: interest expense, or what was expensed where interest incurred stands for it
 * because most of it was capitalised.
 */
export function findInterestInResult(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const expense = figures.getFigure("interest_expense", kind, end);
  if (!expense.known || !expense.parts.every(({ entry }) => entry.fact.endsWith("_incurred"))) return expense;
  const reported = figures.getFigure("interest_reported", kind, end);
  return reported.known ? reported : (findExpensed(figures, kind, end) ?? reported);
}

/** Gross interest is at least net interest and not far below what was paid: less is a part of it (Grocery Outlet: 0). */
function refusePart(figures: FigureLookup, kind: FigureKind, end: Day, reported: Figure): Figure {
  if (!reported.known) return reported;
  const net = figures.getFigure("net_interest_expense", kind, end);
  const paid = figures.getFigure("interest_paid", kind, end);
  const isBelowNet = net.known && reported.value < net.value * (1 - netMargin);
  const isBelowPaid = paid.known && reported.value < paid.value * paidShareMin;
  const isPart = standsOnPart(requireFact("interest_reported"), reported);
  const shareMin = isPart ? paidShareOfYearsMinOfPart : paidShareOfYearsMin;
  const isBelowForYears = [end, addYears(end, -1)].every((day) => isFarBelowPaid(figures, kind, day, shareMin));
  if (!isBelowNet && !(isBelowPaid && isPart) && !isBelowForYears) return reported;
  const other =
    isBelowNet && net.known
      ? `net interest expense is ${formatFigure(net.value, "usd")}`
      : `interest paid is ${formatFigure(paid.known ? paid.value : 0, "usd")}`;
  return buildMissing(
    "not_reported",
    `The filings report only a part of interest expense. It is ${formatFigure(reported.value, "usd")}, while ${other}.`,
  );
}

/** Whether interest paid is far above the reported expense with what was capitalised, and above interest incurred. */
function isFarBelowPaid(figures: FigureLookup, kind: FigureKind, end: Day, shareMin: number): boolean {
  const read = (fact: string) => figures.getFigure(fact, kind, end);
  const [reported, paid, capitalized] = [
    read("interest_reported"),
    read("interest_paid"),
    read("interest_capitalized"),
  ];
  if (kind === "quarter" || !reported.known || !paid.known || paid.value <= 0) return false;
  const incurred = ["interest_incurred", "inventory_interest_incurred"].map(read);
  const amounts = [
    reported.value + (capitalized.known ? capitalized.value : 0),
    ...incurred.flatMap((figure) => (figure.known ? [figure.value] : [])),
  ];
  return Math.max(...amounts) < shareMin * paid.value;
}

function findIncurred(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  const ofBuilder = figures.getFigure("inventory_interest_incurred", kind, end);
  if (ofBuilder.known && ofBuilder.value > 0) {
    return { ...ofBuilder, detail: "Interest incurred, which a builder capitalises into houses and lots." };
  }
  const incurred = figures.getFigure("interest_incurred", kind, end);
  const reported = figures.getFigure("interest_reported", kind, end);
  if (!incurred.known || incurred.value <= 0 || !reported.known) return null;
  return { ...incurred, detail: "Interest incurred: nearly all of it was capitalised." };
}

function findExpensed(figures: FigureLookup, kind: FigureKind, end: Day): Figure | null {
  const incurred = figures.getFigure("interest_incurred", kind, end);
  if (!incurred.known) return null;
  const capitalized = figures.getFigure("interest_capitalized", kind, end);
  // Filers who capitalise none seldom say what was incurred: silence on the one is no zero of the other.
  if (!capitalized.known) return null;
  if (capitalized.value > incurred.value) {
    return buildMissing("conflict", "The filings report more capitalised interest than was incurred.");
  }
  return {
    ...incurred,
    value: incurred.value - capitalized.value,
    method: "derived",
    parts: [...incurred.parts, ...turnParts(capitalized.parts)],
    detail: "Interest incurred less what was capitalised.",
  };
}
