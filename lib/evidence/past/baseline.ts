import { readValue } from "#lib/expr/read-value";
import type { Universe } from "#lib/screen/universe/universe";

/** What people use instead of a policy. */
export const baselineIds = [
  "altman",
  "piotroski",
  "ohlson",
  "interest_cover",
  "net_debt_to_ebitda",
  "profitable",
  "return_on_assets",
  "policy_1",
] as const;
export type BaselineId = (typeof baselineIds)[number];

/** Baselines that are one measure of the catalogue; the eighth is a verdict. */
export type MeasureId = Exclude<BaselineId, "policy_1">;

/** A number, the text of a metric, or the reason why there is neither. */
type Read = (metric: string) => number | string;
type Measure = (low: Read, high: Read) => number | null;

const best = Number.POSITIVE_INFINITY;
const worst = Number.NEGATIVE_INFINITY;

/** Each measure, turned so that more is better; null where it is missing. */
const measures: Readonly<Record<MeasureId, Measure>> = {
  // Z and Z'' have scales of their own: both are placed between their own limits of distress (0) and safety (1).
  altman: (low) =>
    low("altman_variant") === "z" ? place(low("altman_z"), 1.81, 2.99) : place(low("altman_z_double_prime"), 1.1, 2.6),
  piotroski: (low) => toNumber(low("piotroski_f")),
  ohlson: (low) => negate(toNumber(low("ohlson_o"))),
  interest_cover: (low, high) => readCover(low) ?? readCover(high) ?? readUncharged(low),
  net_debt_to_ebitda: (low) => {
    const debt = toNumber(low("net_debt"));
    const ebitda = toNumber(low("ebitda"));
    if (debt !== null && debt <= 0) return 0;
    if (debt === null || ebitda === null) return null;
    return ebitda > 0 ? -debt / ebitda : worst;
  },
  profitable: (low) => {
    const income = toNumber(low("net_income"));
    return income === null ? null : income > 0 ? 1 : 0;
  },
  return_on_assets: (low) => toNumber(low("roa")),
};

/** The measures of a row, at the two ends of interest; more is better, null is missing. */
export function readMeasures(low: Universe, high: Universe, row: number): Readonly<Record<MeasureId, number | null>> {
  const readAt = (universe: Universe): Read => {
    return (metric) => {
      const value = readValue(universe.evaluator.evaluate({ kind: "name", id: metric }), row);
      if (value.type === "number" || value.type === "text") return value.value;
      return value.type === "missing" ? value.reason : "not_reported";
    };
  };
  const [readLow, readHigh] = [readAt(low), readAt(high)];
  return Object.fromEntries(
    Object.entries(measures).map(([id, measure]) => [id, measure(readLow, readHigh)]),
  ) as Record<MeasureId, number | null>;
}

function toNumber(value: number | string): number | null {
  return typeof value === "number" ? value : null;
}

function negate(value: number | null): number | null {
  return value === null ? null : -value;
}

function place(score: number | string, distress: number, safe: number): number | null {
  return typeof score === "number" ? (score - distress) / (safe - distress) : null;
}

/** Who owes nothing is covered best. */
function readCover(read: Read): number | null {
  const cover = read("interest_cover");
  return cover === "no_debt" ? best : toNumber(cover);
}

/** Where interest is zero at both ends, the sign of EBIT is all that is left of cover. */
function readUncharged(read: Read): number | null {
  if (read("interest_cover") !== "not_meaningful") return null;
  const ebit = toNumber(read("ebit"));
  return ebit === null ? null : ebit >= 0 ? best : worst;
}
