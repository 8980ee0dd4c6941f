import { requireFact } from "#lib/fact/definition/catalogue";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { isSameDay, sameDayMargin } from "#lib/fact/filed/period";
import { buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, FigurePart, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { type Cumulated, findYearStart, readPeriod } from "./year-to-date";

/** Who sells this share of what it buys, and no more than all of it, in each of three years and in the newest trades in it. */
const soldShareMin = 0.15;
const soldShareMax = 1;
const tradeYears = 3;

/** Whose property is less of all assets lives from something else. */
const propertyShareMin = 0.1;

/** Lines of investing that are no disposals of equipment to rent out, by the direction of the money. */
const otherLines = [
  ["acquisition_payment", 1],
  ["investing_payment", 1],
  ["property_expenditure", 1],
  ["rental_equipment_expenditure", 1],
  ["investing_proceeds", -1],
  ["divestiture_proceeds", -1],
] as const;

function findFirst(figures: FigureLookup, factId: string, end: Day, yearStart: Day): FactEntry | undefined {
  const definition = requireFact(factId);
  return definition.tags
    .map(({ tag }) => figures.findPeriod(definition, tag, end))
    .find((entry) => entry !== undefined && isSameDay(entry.start, yearStart));
}

/** What the other lines leave of investing from the beginning of a fiscal year on; null where it is not told. */
function cumulateRest(figures: FigureLookup, end: Day): Cumulated | null {
  const yearStart = findYearStart(figures, end);
  const total = findFirst(figures, "investing_cash_flow", end, yearStart);
  if (!total) return null;
  const parts: FigurePart[] = [{ entry: total, sign: 1 }];
  for (const [factId, sign] of otherLines) {
    const entry = findFirst(figures, factId, end, yearStart);
    if (entry) parts.push({ entry, sign });
  }
  return { value: parts.reduce((sum, { entry, sign }) => sum + sign * entry.value, 0), parts };
}

/**
 * Proceeds of property and equipment. Who buys equipment to rent out and has no standard name for what it sells (Herc) has
 * what the other lines leave of investing.
 */
function findDisposals(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const told = figures.getFigure("property_disposals", kind, end);
  const rental = figures.getFigure("rental_equipment_expenditure", kind, end);
  if (!rental.known) return told;
  const rest = readPeriod(figures, kind, end, (day) => cumulateRest(figures, day));
  const least = told.known ? told.value : 0;
  if (!rest || rest.value <= least || rest.value > rental.value) return told;
  return {
    known: true,
    value: rest.value,
    start: rental.start,
    end: rental.end,
    method: "derived",
    parts: rest.parts,
    detail: "What purchases, acquisitions and securities leave of the investing cash flow.",
  };
}

/** The share of purchases that was sold; null where it is not told. */
function findSoldShare(figures: FigureLookup, kind: FigureKind, end: Day): number | null {
  const bought = figures.getFigure("capital_expenditure", kind, end);
  const sold = findDisposals(figures, kind, end);
  return bought.known && bought.value > 0 && sold.known ? sold.value / bought.value : null;
}

/** Whether property is worth a line, or equipment is bought to be rented out, which stands beside it. */
function hasEquipment(figures: FigureLookup, end: Day): boolean {
  const [property, assets] = ["ppe_net", "total_assets"].map((fact) => figures.getFigure(fact, "balance", end));
  if (figures.getFigure("rental_equipment_expenditure", "trailing", end).known) return true;
  return property?.known === true && assets?.known === true && property.value >= propertyShareMin * assets.value;
}

/** Why the company does not buy and sell equipment as a trade, in words; null where it does. */
function findNoTrade(figures: FigureLookup, bought: KnownFigure, end: Day): string | null {
  const isNet = bought.parts.some(({ entry }) =>
    requireFact("property_expenditure").tags.some(({ tag, isNet: net }) => net && tag === entry.tag),
  );
  if (isNet) return "The line of spending has sales taken off already.";
  const newest = end + sameDayMargin;
  if (figures.hasNonzero("sale_leaseback", addYears(end, -tradeYears), newest)) {
    return "The company sells property that it rents back.";
  }
  if (!hasEquipment(figures, end)) return "Hardly any of the assets is property.";
  const years = figures.calendar.fiscalYearEnds.filter((day) => day <= newest).slice(0, tradeYears);
  const shares = years.map((day) => findSoldShare(figures, "fiscal_year", day));
  const isTrade =
    shares.length === tradeYears &&
    [...shares, findSoldShare(figures, "trailing", end)].every(
      (share) => share !== null && share >= soldShareMin && share <= soldShareMax,
    );
  return isTrade ? null : "The company does not sell a steady part of the equipment that it buys.";
}

/**
 * What a business that buys and sells equipment as a trade (trucks, ships, equipment to rent out) took for what it sold:
 * its spending is net of that. Zero for others, whose sales are none of their trade.
 */
export function findFleetDisposals(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const bought = figures.getFigure("capital_expenditure", kind, end);
  if (!figures.isFromFilings || !bought.known) {
    return bought.known
      ? buildMissing("not_reported", "A file that names facts itself does not give it.")
      : buildMissing(bought.reason, bought.detail);
  }
  const reason = findNoTrade(figures, bought, end);
  if (reason !== null) return { ...buildInferredZero(bought.end, reason, bought.parts), start: bought.start };
  const sold = findDisposals(figures, kind, end);
  if (!sold.known) return sold;
  const detail = `In each of ${tradeYears} years a steady part of the equipment was sold. ${sold.detail ?? ""}`.trim();
  return { ...sold, detail };
}
