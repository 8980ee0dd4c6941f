import { findFact } from "./catalogue";
import type { Day } from "./entry";
import { buildMissing, type FigureKind, type FigureSource } from "./figure-source";
import type { FactPoint, KnownPoint } from "./point";

/** Interest expense below this share of interest incurred is what is left after most of it was capitalised. */
const expensedShareMin = 0.5;

/** Interest may be below the net figure, or what was paid, by rounding and timing, but hardly by more than this. */
const netMargin = 0.02;
const paidShareMin = 0.4;

/**
 * Gross interest expense: as reported, unless nearly all interest was capitalised, which hides it from the income
 * statement and not from the lenders; then what was incurred. Without an expense line: incurred less capitalised.
 */
export function findInterestExpense(source: FigureSource, kind: FigureKind, end: Day): FactPoint {
  const reported = refusePart(source, kind, end, source.getPoint("interest_reported", kind, end));
  const incurred = findIncurred(source, kind, end);
  if (incurred && (!reported.known || reported.value < expensedShareMin * incurred.value)) return incurred;
  if (reported.known) return reported;
  return findExpensed(source, kind, end) ?? reported;
}

/** Gross interest is at least net interest and not far below what was paid: less is a part of it (Grocery Outlet: 0). */
function refusePart(source: FigureSource, kind: FigureKind, end: Day, reported: FactPoint): FactPoint {
  if (!reported.known) return reported;
  const net = source.getPoint("net_interest_expense", kind, end);
  const paid = source.getPoint("interest_paid", kind, end);
  const isBelowNet = net.known && reported.value < net.value * (1 - netMargin);
  const isBelowPaid = paid.known && reported.value < paid.value * paidShareMin;
  if (!isBelowNet && !(isBelowPaid && standsOnPart(reported))) return reported;
  const other =
    isBelowNet && net.known
      ? `net interest expense of ${net.value}`
      : `interest paid of ${paid.known ? paid.value : 0}`;
  return buildMissing(
    "not_reported",
    `Only a part of interest expense is reported: ${reported.value}, against ${other}.`,
  );
}

const partTags = new Set(findFact("interest_reported")?.tags.flatMap(({ tag, mayBePart }) => (mayBePart ? [tag] : [])));

function standsOnPart({ parts }: KnownPoint): boolean {
  return parts.some(({ entry }) => partTags.has(entry.tag));
}

function findIncurred(source: FigureSource, kind: FigureKind, end: Day): KnownPoint | null {
  const ofBuilder = source.getPoint("inventory_interest_incurred", kind, end);
  if (ofBuilder.known && ofBuilder.value > 0) {
    return { ...ofBuilder, detail: "Interest incurred, which a builder capitalises into houses and lots." };
  }
  const incurred = source.getPoint("interest_incurred", kind, end);
  const reported = source.getPoint("interest_reported", kind, end);
  if (!incurred.known || incurred.value <= 0 || !reported.known) return null;
  return { ...incurred, detail: "Interest incurred: nearly all of it was capitalised." };
}

function findExpensed(source: FigureSource, kind: FigureKind, end: Day): FactPoint | null {
  const incurred = source.getPoint("interest_incurred", kind, end);
  if (!incurred.known) return null;
  const capitalized = source.getPoint("interest_capitalized", kind, end);
  if (!capitalized.known) return { ...incurred, detail: "Interest incurred; none is reported as capitalised." };
  if (capitalized.value > incurred.value) {
    return buildMissing("conflict", "More interest is reported as capitalised than was incurred.");
  }
  return {
    ...incurred,
    value: incurred.value - capitalized.value,
    method: "derived",
    parts: [
      ...incurred.parts,
      ...capitalized.parts.map(({ entry, sign }) => ({ entry, sign: sign === 1 ? -1 : 1 }) as const),
    ],
    detail: "Interest incurred less what was capitalised.",
  };
}
