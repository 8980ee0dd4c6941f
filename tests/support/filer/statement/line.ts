import type { FactId } from "#lib/fact/definition/fact-name";
import type { Business } from "../business/simulate-business";
import type { Random } from "../random";
import type { Style } from "./style";

export type Section = "income" | "cash_flow" | "balance" | "equity" | "cover" | "note" | "yearly_note";
export type LineUnit = "USD" | "shares" | "USD/shares" | "pure";

/** One line that a filer shows in every filing of its kind, under one tag. */
export interface Line {
  /** What the line is, whatever its tag. */
  readonly key: string;
  /** Of us-gaap, or with its taxonomy before a colon. */
  readonly tag: string;
  readonly unit: LineUnit;
  readonly section: Section;
  readonly kind: "flow" | "balance";
  /** The true value of the quarters from first to last (a balance: at the end of last), not yet rounded. */
  readonly over: (first: number, last: number) => number;
  /** The facts that the line is a source of. */
  readonly feeds: readonly FactId[];
}

/** A value, or the ends between which every value is right. */
export type Accepted = number | { readonly low: number; readonly high: number };

/** What a fact truly is, over any quarters. */
export interface Truth {
  readonly fact: FactId;
  readonly kind: "flow" | "balance";
  readonly over: (first: number, last: number) => number;
  /** Other values that are as right, each for the reason given. */
  readonly accepts?: (first: number, last: number) => readonly Accepted[];
  readonly reason?: string;
  /**
   * How often the filings give it in a way that leaves nothing to guess: with every filing, with the yearly ones, or
   * never, when a reader may well say that it is not reported. A
   * schedule is of the last year's end, and stands until the next.
   */
  readonly shown: "always" | "yearly" | "never" | "schedule";
  /** Is filed once a year, and stands until the next yearly report. */
  readonly isYearly?: boolean;
  /** A fourth quarter does not follow from the year and nine months: averages and amounts per share. */
  readonly isAverage?: boolean;
}

/** What one filer's statements look like, while it is put together. */
export class Statements {
  readonly lines: Line[] = [];
  readonly truths = new Map<FactId, Truth>();

  constructor(
    readonly business: Business,
    readonly style: Style,
    readonly random: Random,
  ) {}

  /** A filer has one value of a tag and period: a line that repeats another is left out, one that contradicts is refused. */
  show(line: Line): void {
    const same = this.lines.find((entry) => entry.tag === line.tag);
    if (!same) {
      this.lines.push(line);
      return;
    }
    const isSame = this.business.quarters.every(
      (_quarter, index) => same.over(index, index) === line.over(index, index),
    );
    if (!isSame) throw new Error(`Impossible state: ${line.tag} stands for ${same.key} and for ${line.key}`);
  }

  hasTag(tag: string): boolean {
    return this.lines.some((entry) => entry.tag === tag);
  }

  know(truth: Truth): void {
    this.truths.set(truth.fact, truth);
  }
}
