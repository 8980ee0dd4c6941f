import type { Tally } from "#lib/coverage/coverage";
import type { Unit } from "#lib/expr/scope";
import { formatDay } from "#lib/fact/filed/day";
import type { Format } from "#lib/metric/metric";
import type { MissingReason } from "#lib/util/missing";
import type { IndexInput } from "./input";

/** The parts of the x-ray, in the order in which it is told. */
export const figureSections = [
  "profit",
  "interest",
  "debt",
  "maturity",
  "sector",
  "verdict",
  "market",
  "deal",
] as const;

export type FigureSection = (typeof figureSections)[number];

export const figureSectionLabels: Readonly<Record<FigureSection, string>> = {
  profit: "Loss-makers",
  interest: "Interest",
  debt: "Leverage",
  maturity: "Debt that falls due",
  sector: "Sectors and concentration",
  verdict: "Verdicts",
  market: "Against the S&P 500",
  deal: "Who could be bought, and who could pay",
};

/** Why a figure has no value: the reason of a missing number, or that what it reads was never loaded. */
export const figureGaps = [
  "not_reported",
  "not_applicable",
  "not_meaningful",
  "no_debt",
  "stale",
  "conflict",
  "not_loaded",
] as const satisfies readonly (MissingReason | "not_loaded")[];

export type FigureGap = (typeof figureGaps)[number];

/** A value, both ends of one that is not known more closely, or why there is none. */
export type FigureValue =
  | { readonly state: "known"; readonly value: number }
  | { readonly state: "interval"; readonly low: number; readonly high: number }
  | { readonly state: "missing"; readonly reason: FigureGap; readonly detail: string };

/**
 * Of what a figure is: how many could be counted, of how many it is known, and of how many not. Companies carry index
 * weight as well (0 to 1, where the list gives it); what is no company carries none.
 */
export interface FigureBase {
  readonly of: "companies" | "trading days" | "closes" | "publications";
  readonly denominator: Tally;
  readonly known: Tally;
  readonly unknown: Tally;
}

/** What a share could be, whatever the unknown are. */
export interface FigureBounds {
  readonly low: number;
  readonly high: number;
}

/** A part of a figure: a sector, a bucket, one side of a comparison, one criterion. */
export interface IndexFigurePart {
  readonly label: string;
  readonly value: FigureValue;
  readonly base: FigureBase;
}

/** A value of an earlier day. */
export interface FigurePoint {
  readonly asOf: string;
  readonly value: number;
}

/** A company behind a figure, with its debt in USD where the figure is of debt, else with its index weight. */
export interface FigureName {
  readonly ticker: string;
  readonly name: string;
  readonly value: number | null;
}

/** What others have published of the same thing, and why it differs. */
export interface PublishedFigure {
  /** In the format of the figure that it stands beside. */
  readonly value: number;
  /** The day or month that it speaks of, as its source gives it. */
  readonly date: string;
  readonly source: string;
  readonly whyDifferent: string;
}

/** A figure of the index at a day. */
export interface IndexFigure {
  readonly id: string;
  readonly section: FigureSection;
  readonly label: string;
  readonly definition: string;
  readonly asOf: string;
  readonly unit: Unit;
  readonly format: Format;
  readonly value: FigureValue;
  readonly base: FigureBase;
  /** Of a share of companies; null for every other figure, and by weight where weights are unknown. */
  readonly bounds: FigureBounds | null;
  readonly parts: readonly IndexFigurePart[];
  readonly points: readonly FigurePoint[];
  readonly names: readonly FigureName[];
  readonly published: readonly PublishedFigure[];
}

/** What measuring gives; the rest of a figure stands in its declaration. */
export type Measurement = Pick<IndexFigure, "value" | "base"> &
  Partial<Pick<IndexFigure, "label" | "bounds" | "parts" | "points" | "names" | "published">>;

/** A figure, declared once. API, command and page derive from it. */
export interface FigureDeclaration {
  /** snake_case and permanent: it lives in addresses. */
  readonly id: string;
  readonly section: FigureSection;
  readonly label: string;
  readonly definition: string;
  readonly unit: Unit;
  readonly format: Format;
  readonly published?: readonly PublishedFigure[];
  readonly measure: (input: IndexInput) => Measurement;
}

/** Measures one figure. */
export function measureFigure(declaration: FigureDeclaration, input: IndexInput): IndexFigure {
  const { measure, published = [], ...said } = declaration;
  return {
    ...said,
    asOf: formatDay(input.asOf),
    published,
    bounds: null,
    parts: [],
    points: [],
    names: [],
    ...measure(input),
  };
}

export function buildKnown(value: number): FigureValue {
  return { state: "known", value };
}

/** An interval, or a value where both ends are one. */
export function buildInterval(low: number, high: number): FigureValue {
  return low === high ? buildKnown(low) : { state: "interval", low, high };
}

export function buildGap(reason: FigureGap, detail: string): FigureValue {
  return { state: "missing", reason, detail };
}

const nobody: Tally = { count: 0, weight: 0 };

/** A base of things that are counted without a weight. */
export function buildCountBase(of: FigureBase["of"], known: number, unknown: number): FigureBase {
  return {
    of,
    denominator: { count: known + unknown, weight: 0 },
    known: { count: known, weight: 0 },
    unknown: { count: unknown, weight: 0 },
  };
}

/** The base of a figure that nothing was counted for. */
export function buildEmptyBase(of: FigureBase["of"]): FigureBase {
  return { of, denominator: nobody, known: nobody, unknown: nobody };
}

/** A figure that reads what was never loaded. */
export function buildUnloaded(of: FigureBase["of"], detail: string): Measurement {
  return { value: buildGap("not_loaded", detail), base: buildEmptyBase(of) };
}
