import type { FactDefinition } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import { isSameDay, sameDayMargin } from "#lib/fact/filed/period";
import { evidenceDays } from "#lib/fact/rule/debt-sign";
import { turnParts } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

interface Rest {
  readonly because: string;
  readonly from: string;
  readonly less: readonly string[];
  /** What may stand in the sum as well: where any was filed in over a year, the sum leaves no single fact. */
  readonly without: readonly string[];
}

const restByFact: Readonly<Record<string, Rest>> = {
  income_tax: {
    because: "No filing reports it. Pretax income less net income with minority interest.",
    from: "pretax_income",
    less: ["net_income_with_minority"],
    without: ["discontinued_income", "equity_method_income"],
  },
  operating_cash_flow: {
    because: "No filing reports it. The change in cash less investing and financing cash flows.",
    from: "cash_change",
    less: ["investing_cash_flow", "financing_cash_flow"],
    without: ["exchange_rate_effect", "discontinued_cash_flow"],
  },
};

/**
 * What a sum of the statements leaves for a line that they gave before and lack now. In USD; null where a term is not
 * reported for exactly the same period, or something else may stand in the sum.
 */
export function findRest(figures: FigureLookup, { id }: FactDefinition, kind: FigureKind, end: Day): Figure | null {
  const rest = restByFact[id];
  const whole = rest && figures.getReported(rest.from, kind, end);
  if (!rest || !whole || !figures.hasNonzero(id, end - evidenceDays, end + sameDayMargin)) return null;
  if (rest.without.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const parts = rest.less.map((fact) => figures.getReported(fact, kind, end));
  const known = parts.filter((part): part is KnownFigure => part !== null);
  const isWhole =
    known.length === parts.length &&
    known.every((part) => isSameDay(part.start, whole.start) && isSameDay(part.end, whole.end));
  if (!isWhole) return null;
  return {
    ...whole,
    value: known.reduce((sum, { value }) => sum - value, whole.value),
    method: "derived",
    parts: [...whole.parts, ...known.flatMap(({ parts: own }) => turnParts(own))],
    detail: rest.because,
  };
}
