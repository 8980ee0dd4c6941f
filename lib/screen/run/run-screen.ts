import type { CheckedExpr } from "#lib/expr/check";
import type { Evaluator } from "#lib/expr/evaluate";
import { describeFinding, findUnknownTexts } from "#lib/expr/known-text";
import { parseQuery, type Query } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import { buildAllBits, countBits, keepCommonBits } from "#lib/expr/truth";
import type { Vector } from "#lib/expr/vector";
import type { Screen } from "#lib/screen/screen";
import { fail, type Result, succeed } from "#lib/util/result";
import { type OpenedScreen, openScreen, type ReadyScreen } from "./opened-screen";
import type { RowOrder } from "./row-order";
import { readExpression, type ScreenError } from "./screen-expressions";

/** What a screen runs on: one snapshot's table with the verdicts judged. */
export interface ScreenTarget {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly rowCount: number;
  /** The rows that are asked about, as a bitset, such as the companies of a list; absent: all. Percentiles stay those of all. */
  readonly within?: Uint32Array | undefined;
}

/** The rows that a target is asked about, as a bitset; read only. */
export function getAskedRows({ rowCount, within }: Pick<ScreenTarget, "rowCount" | "within">): Uint32Array {
  return within ?? buildAllBits(rowCount);
}

/** Which rows of an answer are wanted first. */
export interface RowPage {
  readonly offset: number;
  readonly limit: number;
}

/** Up to here rows are picked from those that pass; who looks further gets all of them put in order. */
export const pickedRowsMax = 200;

/**
 * Runs a screen: what every page, route and command answers with. A text that was run before with other numbers is run
 * with the new ones without being read again. Rows whose filter is unknown are never kept; missing sort values come last
 * in both directions, ties keep the table's order. Errors: every expression that does not parse or check, each with its
 * place.
 */
export function runScreen(
  target: ScreenTarget,
  screen: Pick<Screen, "query" | "sort" | "columns">,
  page: RowPage,
): Result<ScreenResult, readonly ScreenError[]> {
  const opened = openScreen(target, screen);
  const errors: ScreenError[] = opened.ok ? [] : [...opened.error];
  const columns = screen.columns.flatMap((expression) => {
    const checked = readExpression(expression, target.scope);
    if (checked.ok) return [new ScreenColumn(expression, checked.value, target.evaluator)];
    errors.push({ parameter: "columns", expression, errors: checked.error });
    return [];
  });
  if (!opened.ok || errors.length > 0) return fail(errors);
  return succeed(new ScreenResult(screen.query, target, opened.value, columns, page));
}

/** A column of a screen's answer: the expression as it was written, its checked form, and its values once asked for. */
export class ScreenColumn {
  constructor(
    readonly expression: string,
    readonly checked: CheckedExpr,
    private readonly evaluator: Evaluator,
  ) {}

  /** A value for each row of the table. */
  get vector(): Vector {
    return this.evaluator.engine.evaluate(this.checked.plan);
  }
}

/** The answer of a screen. Nothing in it changes, whatever is run after it. */
export class ScreenResult {
  /** How many rows are true. */
  readonly count: number;
  /** How many rows the filter cannot judge. */
  readonly unknown: number;
  /** The rows that were asked for first, in order. */
  readonly rows: Uint32Array;
  private read: Query | null;
  private readonly scope: Scope;
  private readonly screen: OpenedScreen;
  private readonly passed: OrderedRows;
  private readonly unjudged: OrderedRows;

  constructor(
    private readonly text: string,
    { scope, within }: ScreenTarget,
    { screen, bounds, weights, query }: ReadyScreen,
    readonly columns: readonly ScreenColumn[],
    page: RowPage,
  ) {
    const filtered = screen.filter.run(bounds);
    if (within !== undefined) for (const bits of [filtered.mask, filtered.unknown]) keepCommonBits(bits, within);
    this.scope = scope;
    const { order } = screen;
    this.read = query;
    this.screen = screen;
    this.passed = new OrderedRows(filtered.mask, order, weights);
    this.unjudged = new OrderedRows(filtered.unknown, order, weights);
    this.count = this.passed.count;
    this.unknown = this.unjudged.count;
    this.rows = this.passed.take(page.offset, page.limit);
  }

  /** The query as it is written. */
  get query(): Query {
    if (this.read === null) {
      const parsed = parseQuery(this.text, this.scope.typedNames?.());
      if (!parsed.ok) throw new Error(`Impossible state: ${this.text} was recognised and cannot be read`);
      this.read = parsed.value;
    }
    return this.read;
  }

  /** What is right in the screen and can keep nobody, in words: `sector = utilities` where the data have none. */
  get warnings(): readonly string[] {
    const ofColumns = this.columns.flatMap(({ checked }) => findUnknownTexts(checked.node, this.scope).warnings);
    return [...new Set([...this.screen.warnings, ...ofColumns.map(describeFinding)])];
  }

  /** The rows that are true, as a bitset; read only. */
  get mask(): Uint32Array {
    return this.passed.mask;
  }

  /** The rows that the filter cannot judge, as a bitset; read only. */
  get unknownMask(): Uint32Array {
    return this.unjudged.mask;
  }

  /** Rows that are true, in the screen's order: at most `limit` of them from `offset` on. Read only. */
  take(offset: number, limit: number): Uint32Array {
    return this.passed.take(offset, limit);
  }

  /** Rows that the filter cannot judge, in the screen's order. Read only. */
  takeUnknown(offset: number, limit: number): Uint32Array {
    return this.unjudged.take(offset, limit);
  }
}

/** A set of rows, put in order as far as anybody looks. */
class OrderedRows {
  readonly count: number;
  /** The rows that are in order so far, from the first. */
  private ordered = new Uint32Array(0);

  constructor(
    readonly mask: Uint32Array,
    private readonly order: RowOrder,
    private readonly weights: Float64Array,
  ) {
    this.count = countBits(mask);
  }

  take(offset: number, limit: number): Uint32Array {
    const end = Math.min(offset + limit, this.count);
    if (end > this.ordered.length) this.ordered = this.putInOrder(end);
    return this.ordered.subarray(Math.min(offset, end), end);
  }

  private putInOrder(end: number): Uint32Array<ArrayBuffer> {
    const { mask, count, order, weights } = this;
    // Who comes back for more is given all that is picked, so that a reader who scrolls waits once.
    const wanted = this.ordered.length === 0 ? end : pickedRowsMax;
    const rows = end > pickedRowsMax ? order.takeAll(mask, weights) : order.takeFirst(mask, count, weights, wanted);
    return rows as Uint32Array<ArrayBuffer>;
  }
}
