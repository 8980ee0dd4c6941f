import type { Node } from "#lib/expr/ast";
import { getChildren, replaceChildren } from "#lib/expr/children";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { defaultScreen } from "#lib/screen/default-screen";
import type { Screen } from "#lib/screen/screen";
import { joinOperands, listOperands } from "#lib/workbench/filter/clause";
import { readFilter } from "#lib/workbench/filter/read-filter";

export type OwnMetric = Screen["metrics"][number];

/** A place of a screen where one of its own metrics stands. */
export interface MetricUse {
  readonly kind: "filter" | "sort" | "column" | "metric";
  /** The expression that uses it; of a metric its name. */
  readonly text: string;
}

/** The parts of a screen that are written in the language, after an edit. */
export type ScreenEdit = Pick<Screen, "query" | "sort" | "columns" | "metrics">;

/** Where a screen uses one of its own metrics, itself aside. What cannot be parsed uses nothing. */
export function listMetricUses(screen: ScreenEdit, id: string): readonly MetricUse[] {
  const uses = (text: string) => mentions(readExpression(text), id);
  return [
    ...listOperands(readFilter(screen.query))
      .filter((node) => mentions(node, id))
      .map((node): MetricUse => ({ kind: "filter", text: print(node) })),
    ...screen.sort
      .filter(({ expression }) => uses(expression))
      .map(({ expression }): MetricUse => ({ kind: "sort", text: expression })),
    ...screen.columns.filter(uses).map((text): MetricUse => ({ kind: "column", text })),
    ...screen.metrics
      .filter((metric) => metric.id !== id && uses(metric.formula))
      .map((metric): MetricUse => ({ kind: "metric", text: metric.id })),
  ];
}

/** Gives a metric another formula or name; a new name is written wherever the old one stood. */
export function changeMetric(screen: ScreenEdit, id: string, next: OwnMetric): ScreenEdit {
  const metrics = screen.metrics.map((metric) => (metric.id === id ? next : metric));
  if (next.id === id) return { ...pickEdit(screen), metrics };
  const rename = (node: Node): Node => substitute(node, id, (name) => ({ ...name, id: next.id }));
  return rewrite({ ...screen, metrics }, rename);
}

/** Takes a metric away and everything that uses it, other metrics and what uses those included. */
export function removeMetricWithUses(screen: ScreenEdit, id: string): ScreenEdit {
  const gone = listDependents(screen, id);
  const stays = (text: string) => ![...gone].some((other) => mentions(readExpression(text), other));
  const operands = listOperands(readFilter(screen.query));
  const kept = operands.filter((node) => ![...gone].some((other) => mentions(node, other)));
  const sort = screen.sort.filter(({ expression }) => stays(expression));
  return {
    query: kept.length === operands.length ? screen.query : printFilter(joinOperands(kept)),
    sort: sort.length > 0 ? sort : [...defaultScreen.sort],
    columns: screen.columns.filter(stays),
    metrics: screen.metrics.filter((metric) => !gone.has(metric.id)),
  };
}

/** The metric itself and all that use it, directly or by others. */
export function listDependents({ metrics }: Pick<Screen, "metrics">, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) {
    for (const metric of metrics) if (mentions(readExpression(metric.formula), one)) found.add(metric.id);
  }
  return found;
}

/**
 * Takes a metric away and writes its formula wherever it stood, so that the result stays the same. Null where that
 * cannot be done: a use that looks back in time, a formula that cannot be read, or an expression that
 * would break a limit of the language (length, parts, depth).
 */
export function replaceMetricByFormula(screen: ScreenEdit, id: string): ScreenEdit | null {
  const formula = readExpression(screen.metrics.find((metric) => metric.id === id)?.formula ?? "");
  if (formula === null) return null;
  let isLagged = false;
  const edit = rewrite({ ...screen, metrics: screen.metrics.filter((metric) => metric.id !== id) }, (node) =>
    substitute(node, id, (name) => {
      if (name.lag !== undefined) isLagged = true;
      return formula;
    }),
  );
  const before = new Set(listTexts(screen));
  const isBroken = listTexts(edit).some((text) => !before.has(text) && readExpression(text) === null);
  return isLagged || isBroken ? null : edit;
}

const listTexts = ({ query, sort, columns, metrics }: ScreenEdit): readonly string[] => [
  query,
  ...sort.map(({ expression }) => expression),
  ...columns,
  ...metrics.map(({ formula }) => formula),
];

function rewrite(screen: ScreenEdit, change: (node: Node) => Node): ScreenEdit {
  const edit = (text: string): string => {
    const node = readExpression(text);
    if (node === null) return text;
    const changed = change(node);
    return changed === node ? text : print(changed);
  };
  return {
    query: edit(screen.query),
    sort: screen.sort.map((key) => ({ ...key, expression: edit(key.expression) })),
    columns: screen.columns.map(edit),
    metrics: screen.metrics.map((metric) => ({ ...metric, formula: edit(metric.formula) })),
  };
}

/** The tree with each mention of a name replaced; the very same tree where there is none. */
function substitute(node: Node, id: string, build: (name: Node & { readonly kind: "name" }) => Node): Node {
  if (node.kind === "name") return node.id === id ? build(node) : node;
  const parts = getChildren(node);
  const changed = parts.map((part) => substitute(part, id, build));
  return changed.every((part, at) => part === parts[at]) ? node : replaceChildren(node, changed);
}

function mentions(node: Node | null, id: string): boolean {
  if (node === null) return false;
  return node.kind === "name" ? node.id === id : getChildren(node).some((part) => mentions(part, id));
}

function readExpression(text: string): Node | null {
  const parsed = parse(text);
  return parsed.ok ? parsed.value : null;
}

const printFilter = (filter: Node | null): string => (filter === null ? "" : print(filter));

const pickEdit = ({ query, sort, columns, metrics }: ScreenEdit): ScreenEdit => ({ query, sort, columns, metrics });
