import type { Evaluator } from "#lib/expr/evaluate";
import { isPercentile } from "#lib/expr/infer";
import { describeFinding, findUnknownTexts } from "#lib/expr/known-text";
import type { Query } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import type { Screen, SortKey } from "#lib/screen/screen";
import { type Result, succeed } from "#lib/util/result";
import { NumberTemplate } from "./number-template";
import { listConditions, type NumberNode, readRangeCondition } from "./range-condition";
import { RowFilter } from "./row-filter";
import { RowOrder } from "./row-order";
import { readScreenExpressions, type ScreenError, type ScreenExpressions } from "./screen-expressions";

type Asked = Pick<Screen, "query" | "sort">;

/** A screen that is ready to run, and the numbers to run it with. */
export interface ReadyScreen {
  readonly screen: OpenedScreen;
  readonly bounds: Float64Array;
  readonly weights: Float64Array;
  /** The query as it was read; null where its text was recognised, so that nobody has read it. */
  readonly query: Query | null;
}

/** How many screens are remembered for each evaluator: enough for who moves sliders of one and looks at others. */
const rememberedMax = 8;

/** Other numbers were asked for so many times before the order of every number that is compared is made. */
const runsBeforeOrder = 2;

const remembered = new WeakMap<Evaluator, OpenedScreen[]>();

/**
 * Makes a screen ready to run. A text that differs from one of the last in its numbers alone is not read again. Errors:
 * those of readScreenExpressions.
 */
export function openScreen(
  { evaluator, scope }: { readonly evaluator: Evaluator; readonly scope: Scope },
  asked: Asked,
): Result<ReadyScreen, readonly ScreenError[]> {
  let screens = remembered.get(evaluator);
  if (screens === undefined) {
    screens = [];
    remembered.set(evaluator, screens);
  }
  for (let at = 0; at < screens.length; at += 1) {
    const screen = screens[at] as OpenedScreen;
    const ready = screen.match(asked);
    if (ready === null) continue;
    screens.splice(at, 1);
    screens.unshift(screen);
    return succeed(ready);
  }
  const read = readScreenExpressions({ scope }, asked);
  if (!read.ok) return read;
  const screen = new OpenedScreen(evaluator, scope, asked, read.value);
  screens.unshift(screen);
  if (screens.length > rememberedMax) screens.pop();
  return succeed(screen.begin());
}

/** A screen whose texts are read: its filter, its order, and how its texts are recognised with other numbers. */
export class OpenedScreen {
  readonly filter: RowFilter;
  readonly order: RowOrder;
  /** How the texts are recognised; made when another text first looks like this one. */
  private templates: Templates | null = null;
  private readonly isRankedByQuery: boolean;
  private matches = 0;
  private written: readonly string[] | null = null;

  constructor(
    evaluator: Evaluator,
    private readonly scope: Scope,
    private readonly asked: Asked,
    private readonly expressions: ScreenExpressions,
  ) {
    const { filter, keys } = expressions;
    this.filter = new RowFilter(evaluator, filter);
    this.order = new RowOrder(evaluator, keys);
    this.isRankedByQuery = keys.length > asked.sort.length;
  }

  /** The screen with the numbers that it was written with. */
  begin(): ReadyScreen {
    const { query } = this.expressions;
    return { screen: this, bounds: listValues(this.filter.bounds), weights: listValues(this.order.weights), query };
  }

  /** The screen with the numbers of other texts; null for texts that differ in more than numbers. */
  match({ query, sort }: Asked): ReadyScreen | null {
    const { bounds } = this.filter;
    if (sort.length !== this.asked.sort.length || !this.beginsAlike(query)) return null;
    this.templates ??= this.openTemplates();
    const numbers = this.templates.query?.read(query) ?? null;
    if (numbers === null || this.isOutOfRange(numbers)) return null;
    let weights = numbers.subarray(bounds.length);
    for (let at = 0; at < sort.length; at += 1) {
      const [key, own] = [sort[at], this.asked.sort[at]] as [SortKey, SortKey];
      if (key.descending !== own.descending) return null;
      if (at === 0 && !this.isRankedByQuery) {
        const read = this.templates.score?.read(key.expression) ?? null;
        if (read === null) return null;
        weights = read;
      } else if (key.expression !== own.expression) return null;
    }
    this.matches += 1;
    if (this.matches === runsBeforeOrder) this.filter.order();
    return { screen: this, bounds: numbers.subarray(0, bounds.length), weights, query: null };
  }

  /** Whether a query has the same beginning up to its first number: most others have not. */
  private beginsAlike(query: string): boolean {
    const own = this.asked.query;
    const [first = this.isRankedByQuery ? this.order.weights[0] : undefined] = this.filter.bounds;
    const end = first?.span?.start ?? own.length;
    return end === 0 || (query.charCodeAt(end - 1) === own.charCodeAt(end - 1) && query.startsWith(own.slice(0, end)));
  }

  /** What is right and keeps nobody, in words: a text that these data lack and others have. */
  get warnings(): readonly string[] {
    this.written ??= listWarnings(this.expressions, this.scope);
    return this.written;
  }

  /** Whether a number that a percentile is compared with is above 1: reading the text tells what is wrong with it. */
  private isOutOfRange(numbers: Float64Array): boolean {
    for (const place of this.templates?.percentiles ?? []) if ((numbers[place] as number) > 1) return true;
    return false;
  }

  private listPercentiles(): readonly number[] {
    const { filter } = this.expressions;
    const found = new Set<NumberNode>();
    for (const condition of listConditions(filter?.node ?? null)) {
      const range = readRangeCondition(condition);
      if (range !== null && isPercentile(range.subject, this.scope)) for (const bound of range.bounds) found.add(bound);
    }
    return this.filter.bounds.flatMap((bound, place) => (found.has(bound) ? [place] : []));
  }

  private openTemplates(): Templates {
    const { query, sort } = this.asked;
    const { bounds } = this.filter;
    const { weights } = this.order;
    const [first] = sort;
    const isScored = !this.isRankedByQuery && first !== undefined;
    return {
      query: NumberTemplate.open(query, this.isRankedByQuery ? [...bounds, ...weights] : bounds),
      percentiles: this.listPercentiles(),
      score: isScored ? NumberTemplate.open(first.expression, weights) : null,
    };
  }
}

interface Templates {
  /** The places of the bounds that percentiles are compared with. */
  readonly percentiles: readonly number[];
  readonly query: NumberTemplate | null;
  /** Of the first sort key, where its weights are in it and not in the query. */
  readonly score: NumberTemplate | null;
}

function listWarnings({ filter, keys }: ScreenExpressions, scope: Scope): readonly string[] {
  const nodes = [...(filter === null ? [] : [filter.node]), ...keys.map(({ checked }) => checked.node)];
  return nodes.flatMap((node) => findUnknownTexts(node, scope).warnings).map(describeFinding);
}

function listValues(numbers: readonly NumberNode[]): Float64Array {
  const values = new Float64Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) values[at] = (numbers[at] as NumberNode).value;
  return values;
}
