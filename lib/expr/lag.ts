import { formatColumnId, type Lag } from "./ast";
import { maxLagQuarters, maxLagYears } from "./limits";
import type { Definition } from "./scope";

/** Two lags one after the other; a year is four quarters. */
export function addLags(first: Lag | null, second: Lag | null): Lag | null {
  if (!first || !second) return first ?? second;
  if ("years" in first && "years" in second) return { years: first.years + second.years };
  return { quarters: countQuarters(first) + countQuarters(second) };
}

function countQuarters(lag: Lag): number {
  return "quarters" in lag ? lag.quarters : 4 * lag.years;
}

/** The lag of a base column in its own step (years or quarters), or why there is no such value. */
export function settleLag(
  column: Definition & { readonly kind: "column" },
  lag: Lag | null,
): { readonly lag: Lag | null } | { readonly problem: string } {
  if (!lag) return { lag };
  const { id } = column;
  const name = formatColumnId(id, lag);
  const kind = column.type === "number" ? column.lag : "none";
  if (kind === "none") return { problem: `${id} has no history, so ${name} is not defined.` };
  if (kind === "year") {
    if ("quarters" in lag) return { problem: `${id} goes back by years: write ${id}[-1].` };
    return lag.years > maxLagYears ? { problem: `${name} goes further back than ${maxLagYears} years.` } : { lag };
  }
  const quarters = countQuarters(lag);
  if (quarters > maxLagQuarters) return { problem: `${name} goes further back than ${maxLagQuarters} quarters.` };
  return { lag: { quarters } };
}
