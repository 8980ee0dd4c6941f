import type { NumberMark } from "./ast";
import { type Unit, units } from "./scope";

/**
 * What a number measures while an expression is checked: powers of base units, and for pure numbers their kind. `any`
 * is a bare number, which fits everything. `money` marks a literal such as $5, which also fits an amount per share.
 */
export interface Measure {
  readonly kind: "any" | "ratio" | "times" | "score" | "count" | "code" | "money" | "quantity";
  readonly powers: Powers;
}

/** Exponents of usd, shares, days, months, years. */
type Powers = readonly [number, number, number, number, number];

/** The powers of every number without a dimension, this very object, as a rule. */
const pure: Powers = [0, 0, 0, 0, 0];
const baseNames = ["usd", "shares", "days", "months", "years"] as const;

/** A number that fits everything. */
export const anyMeasure: Measure = { kind: "any", powers: pure };

const measures: Readonly<Record<Unit, Measure>> = {
  usd: { kind: "quantity", powers: [1, 0, 0, 0, 0] },
  usd_per_share: { kind: "quantity", powers: [1, -1, 0, 0, 0] },
  shares: { kind: "quantity", powers: [0, 1, 0, 0, 0] },
  days: { kind: "quantity", powers: [0, 0, 1, 0, 0] },
  months: { kind: "quantity", powers: [0, 0, 0, 1, 0] },
  years: { kind: "quantity", powers: [0, 0, 0, 0, 1] },
  ratio: { kind: "ratio", powers: pure },
  times: { kind: "times", powers: pure },
  score: { kind: "score", powers: pure },
  count: { kind: "count", powers: pure },
  code: { kind: "code", powers: pure },
};

/** The measure of a declared unit. */
export function getMeasure(unit: Unit): Measure {
  return measures[unit];
}

/** The measure of a literal by its mark. */
export function getLiteralMeasure(mark: NumberMark | undefined): Measure {
  if (mark === "percent" || mark === "bp") return measures.ratio;
  if (mark === "times") return measures.times;
  if (mark === "usd") return { kind: "money", powers: measures.usd.powers };
  return anyMeasure;
}

/** The declared unit that a measure is, or `any` for bare numbers and for products that have no name. */
export function getUnit(measure: Measure): Unit | "any" {
  if (isPure(measure)) return measure.kind === "money" || measure.kind === "quantity" ? "ratio" : measure.kind;
  return units.find((unit) => arePowersEqual(measures[unit].powers, measure.powers)) ?? "any";
}

/** Whether numbers of a measure can be added, multiplied, averaged; a code (SIC) can only be compared. */
export function isCountable(measure: Measure): boolean {
  return measure.kind !== "code";
}

/** The measure of two numbers that are added, compared or stand in one place; null when they do not go together. */
export function unify(left: Measure, right: Measure): Measure | null {
  if (left === right || right.kind === "any") return left;
  if (left.kind === "any") return right;
  if (left.kind === "money" || right.kind === "money") return unifyMoney(left, right);
  if (!arePowersEqual(left.powers, right.powers)) return null;
  if (left.kind === right.kind) return left;
  const kinds = [left.kind, right.kind];
  if (kinds.includes("code")) return null;
  if (kinds.includes("score")) return measures.score;
  return kinds.includes("count") ? null : left;
}

function unifyMoney(left: Measure, right: Measure): Measure | null {
  const [literal, other] = left.kind === "money" ? [left, right] : [right, left];
  if (arePowersEqual(literal.powers, other.powers)) return other;
  return arePowersEqual(other.powers, measures.usd_per_share.powers) ? other : null;
}

/** The measure of a product. */
export function multiplyMeasures(left: Measure, right: Measure): Measure {
  if (left.kind === "money" && right.kind === "any") return left;
  if (right.kind === "money" && left.kind === "any") return right;
  const powers = combinePowers(left.powers, right.powers, 1);
  if (!arePowersEqual(powers, pure)) return { kind: "quantity", powers };
  if (!isPure(left) || !isPure(right)) return measures.ratio;
  if (left.kind === "any") return right;
  if (right.kind === "any" || left.kind === right.kind) return left;
  return left.kind === "score" || right.kind === "score" ? measures.score : measures.ratio;
}

/** The measure of a quotient. Equal units cancel to a ratio. */
export function divideMeasures(left: Measure, right: Measure): Measure {
  if (left.kind === "money" && right.kind === "any") return left;
  const powers = combinePowers(left.powers, right.powers, -1);
  if (!arePowersEqual(powers, pure)) return { kind: "quantity", powers };
  if (!isPure(left)) return measures.ratio;
  if (right.kind === "any" || left.kind === "score") return left;
  return measures.ratio;
}

/** The measure of a square root: usd squared gives usd; a root without a name is a bare number. */
export function takeRoot(measure: Measure): Measure {
  if (isPure(measure)) return measure;
  if (measure.powers.some((power) => power % 2 !== 0)) return anyMeasure;
  const [usd, shares, days, months, years] = measure.powers;
  return { kind: "quantity", powers: [usd / 2, shares / 2, days / 2, months / 2, years / 2] };
}

/**
 * Whether a formula that yields `measure` may be declared as `unit`. A pure number may be declared as a time, score or
 * count (cash over monthly burn is months; inventory over cost times 365 is days), never as money or shares.
 */
export function isDeclarable(measure: Measure, unit: Unit): boolean {
  if (unify(measure, measures[unit])) return true;
  return isPure(measure) && isCountable(measure) && !["usd", "usd_per_share", "shares", "code"].includes(unit);
}

/** What the measure is called in a message: `usd`, `a ratio`, `usd x usd`. */
export function describeMeasure(measure: Measure): string {
  if (measure.kind === "money") return "usd";
  const unit = getUnit(measure);
  if (unit === "any") return measure.kind === "any" ? "a bare number" : describePowers(measure.powers);
  if (unit === "usd_per_share") return "usd per share";
  if (unit === "times") return "times";
  return isPure(measure) ? `a ${unit}` : unit;
}

function describePowers(powers: Powers): string {
  const spell = (sign: number): string =>
    baseNames.flatMap((name, index) => Array<string>(Math.max(0, sign * (powers[index] ?? 0))).fill(name)).join(" x ");
  const [above, below] = [spell(1), spell(-1)];
  if (below === "") return above;
  return `${above === "" ? "1" : above} / ${below}`;
}

function isPure(measure: Measure): boolean {
  return arePowersEqual(measure.powers, pure);
}

function arePowersEqual(left: Powers, right: Powers): boolean {
  if (left === right) return true;
  const [usd, shares, days, months, years] = left;
  return usd === right[0] && shares === right[1] && days === right[2] && months === right[3] && years === right[4];
}

function combinePowers(left: Powers, right: Powers, sign: 1 | -1): Powers {
  if (right === pure) return left;
  const add = (index: 0 | 1 | 2 | 3 | 4): number => left[index] + sign * right[index];
  return [add(0), add(1), add(2), add(3), add(4)];
}
