import type { Day } from "#lib/fact/filed/entry";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** Spending on property that reaches this share of spending on wells has the wells in it. */
const wellsInPropertyMin = 0.98;

/**
 * Depreciation as its line gives it, with that of equipment that is rented out: Herc keeps the latter apart, under the
 * tag `EquipmentExpense`, which elsewhere is a cost of offices. So it counts only beside purchases of such equipment.
 */
export function addRentalDepreciation(
  figures: FigureLookup,
  depreciation: Figure | null,
  kind: FigureKind,
  end: Day,
): Figure | null {
  if (!depreciation?.known) return depreciation;
  const purchases = figures.getFigure("rental_equipment_expenditure", kind, end);
  const rental = figures.getFigure("rental_equipment_depreciation", kind, end);
  if (!purchases.known || !rental.known || rental.value <= depreciation.value) return depreciation;
  return {
    ...depreciation,
    value: depreciation.value + rental.value,
    method: "derived",
    parts: [...depreciation.parts, ...rental.parts],
    detail: "Depreciation and amortisation, with that of equipment to rent out.",
  };
}

/**
 * What was spent on property and equipment; with wells, where a producer shows them apart from its other property, and
 * with equipment bought to be rented out. Missing when no such line is reported.
 */
export function findCapitalExpenditure(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const property = figures.getFigure("property_expenditure", kind, end);
  if (!property.known && property.reason === "conflict") return property;
  const wells = figures.getFigure("oil_gas_expenditure", kind, end);
  const rental = figures.getFigure("rental_equipment_expenditure", kind, end);
  const isInProperty = wells.known && property.known && property.value >= wellsInPropertyMin * wells.value;
  const lines = [property, isInProperty ? null : wells, property.known ? rental : null].filter(
    (line): line is KnownFigure => line?.known === true,
  );
  const [first] = lines;
  if (!first) return property;
  if (lines.length === 1) return first;
  return {
    ...first,
    value: lines.reduce((sum, { value }) => sum + value, 0),
    method: "derived",
    parts: lines.flatMap(({ parts }) => parts),
    detail: "Property and equipment, with wells and equipment to rent out where these are lines of their own.",
  };
}
