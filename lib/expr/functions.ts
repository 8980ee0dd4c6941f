/** What a function looks at: its own row, all rows, or its own row under the scenario. */
export type FunctionGroup = "row" | "all_rows" | "stress";

export interface FunctionDefinition {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly signature: string;
  /** One sentence for completion and the methodology page. */
  readonly doc: string;
  readonly minArgs: number;
  readonly maxArgs: number;
}

function define(
  name: string,
  group: FunctionGroup,
  signature: string,
  [minArgs, maxArgs]: readonly [number, number],
  doc: string,
): FunctionDefinition {
  return { name, group, signature, doc, minArgs, maxArgs };
}

/** Every function of the language, once: the parser, checker, completion and methodology page read this table. */
export const functions: readonly FunctionDefinition[] = [
  define("abs", "row", "abs(x)", [1, 1], "The size of x without its sign."),
  define("min", "row", "min(a, b, ...)", [2, 200], "The smallest; missing when any is missing."),
  define("max", "row", "max(a, b, ...)", [2, 200], "The largest; missing when any is missing."),
  define("clamp", "row", "clamp(x, low, high)", [3, 3], "x, but never below low nor above high."),
  define("sqrt", "row", "sqrt(x)", [1, 1], "The square root; not meaningful below zero."),
  define("ln", "row", "ln(x)", [1, 1], "The natural logarithm; not meaningful at or below zero."),
  define("exp", "row", "exp(x)", [1, 1], "e to the power of x."),
  define("sign", "row", "sign(x)", [1, 1], "-1 below zero, 0 at zero, 1 above."),
  define(
    "if",
    "row",
    "if(condition, then, else)",
    [3, 199],
    "then where the condition is true, else where it is false; more pairs of condition and value may stand before else.",
  ),
  define("coalesce", "row", "coalesce(a, b, ...)", [2, 200], "The first that is known."),
  define("known", "row", "known(x)", [1, 1], "Whether x is known."),
  define(
    "count_true",
    "row",
    "count_true(a, b, ...)",
    [1, 200],
    "How many of the conditions are true; unknown ones do not count, and where all are unknown the count is missing.",
  ),
  define(
    "mean",
    "row",
    "mean(x, years)",
    [2, 2],
    "The average of x over the last years: mean(x, 5) takes x and the four years before.",
  ),
  define("stdev", "row", "stdev(x, years)", [2, 2], "The sample standard deviation of x over the last years."),
  define(
    "growth",
    "row",
    "growth(x, years)",
    [2, 2],
    "The compound growth a year of x over the years; not meaningful when x was not positive then.",
  ),
  define(
    "missing",
    "row",
    "missing(reason)",
    [1, 1],
    "A missing value with its reason, as in if(total_debt = 0, missing(no_debt), x).",
  ),
  define(
    "pct",
    "all_rows",
    "pct(x, group)",
    [1, 2],
    "The share of known rows below x, ties by half: 0% to 100%, within the group if one is named.",
  ),
  define(
    "rank",
    "all_rows",
    "rank(x, group)",
    [1, 2],
    "The place of x from the largest (1) down; equal values share the better place.",
  ),
  define(
    "zscore",
    "all_rows",
    "zscore(x, group)",
    [1, 2],
    "How many standard deviations x lies from the mean of the known rows.",
  ),
  define("median", "all_rows", "median(x, group)", [1, 2], "The middle value of the known rows."),
  define(
    "winsor",
    "all_rows",
    "winsor(x, group)",
    [1, 2],
    "x pulled in to the 2.5th and 97.5th percentile of the known rows.",
  ),
  define("stressed", "stress", "stressed(x)", [1, 1], "x under the scenario in force."),
];

const functionsByName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((entry) => [entry.name, entry]));

/** The definition of a function, or null when there is none of that name. */
export function getFunction(name: string): FunctionDefinition | null {
  return functionsByName.get(name) ?? null;
}
