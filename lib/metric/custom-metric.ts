import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { getChildren } from "#lib/expr/children";
import { foldDictionary } from "#lib/expr/engine/text-column";
import type { ExprError } from "#lib/expr/expr-error";
import { getFunction } from "#lib/expr/functions";
import { findUnknownTexts } from "#lib/expr/known-text";
import { maxTextLength } from "#lib/expr/limits";
import { magnitudeWords } from "#lib/expr/number-literal";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import type { Scope } from "#lib/expr/scope";
import { foldText } from "#lib/expr/text-literal";
import type { TypedNames } from "#lib/expr/typed-names";
import { isName } from "#lib/expr/words";
import { fail, type Result, succeed } from "#lib/util/result";
import { defineMetric } from "./build-scope";
import { formatsByUnit } from "./format";
import type { Metric } from "./metric";

/** A metric as a user writes it: a name and a formula in the language, which may use the user's other metrics. */
export interface CustomMetric {
  readonly id: string;
  readonly formula: string;
}

/** What is wrong with a user's metric. The spans lie in its formula; an error of its name covers the formula. */
export interface CustomMetricError {
  readonly id: string;
  readonly formula: string;
  readonly errors: readonly ExprError[];
}

/** A scope with a user's metrics, and the metrics as the product shows them. */
export interface CustomScope<Base extends Scope = Scope> {
  readonly scope: Base;
  readonly metrics: readonly Metric[];
}

/** The different texts that the data at hand have in a text column, as they are written there. */
export type ListTexts = (columnId: string) => readonly string[] | undefined;

/**
 * Adds a user's metrics to a scope, each with the type and unit that its formula gives. The order in which they are
 * written does not matter. Errors: a name that is taken, reserved, given twice, or a text of the data (SPEC L-74); a
 * formula that does not parse or check; formulas that lead back to themselves, with the path.
 */
export function buildCustomScope<Base extends Scope>(
  base: Base,
  customs: readonly CustomMetric[],
  listTexts: ListTexts,
): Result<CustomScope<Base>, readonly CustomMetricError[]> {
  const errors: CustomMetricError[] = [];
  const nodes = new Map<string, Node>();
  // A metric of the screen's own wins over what people type instead of an id (SPEC L-75).
  const typedNames = base.typedNames?.().without(new Set(customs.map(({ id }) => id))) ?? null;
  for (const custom of customs) {
    const refusal = findNameError(base, listTexts, custom, nodes);
    if (refusal) {
      errors.push({ ...custom, errors: [refusal] });
      continue;
    }
    const parsed = parse(custom.formula, typedNames);
    if (parsed.ok) nodes.set(custom.id, parsed.value);
    else errors.push({ ...custom, errors: parsed.error });
  }
  if (errors.length > 0) return fail(errors);

  const ordered = orderByUse(customs, nodes);
  if (!ordered.ok) return fail([ordered.error]);
  const metrics = new Map<string, Metric>();
  const broken = new Set<string>();
  for (const custom of ordered.value) {
    const node = nodes.get(custom.id) as Node;
    // What uses a broken metric is not called wrong for it.
    if (listUses(node).some((id) => broken.has(id))) {
      broken.add(custom.id);
      continue;
    }
    const scope = extendScope(base, [...metrics.values()]);
    const checked = check(node, scope);
    const written = spellOut(custom.formula, node);
    const wrong = checked.ok
      ? [...written.errors, ...findUnknownTexts(checked.value.node, scope).errors]
      : checked.error;
    if (checked.ok && wrong.length === 0) {
      metrics.set(custom.id, describeCustom(custom, written.formula, checked.value));
    } else {
      broken.add(custom.id);
      errors.push({ ...custom, errors: wrong });
    }
  }
  if (errors.length > 0) return fail(errors);
  const listed = customs.map(({ id }) => metrics.get(id) as Metric);
  return succeed({ scope: extendScope(base, listed), metrics: listed });
}

/** A formula with ids for what was typed instead, since a formula of a scope knows ids alone. */
function spellOut(formula: string, node: Node): { readonly formula: string; readonly errors: readonly ExprError[] } {
  const plain = parse(formula);
  const printed = print(node);
  if (plain.ok && print(plain.value) === printed) return { formula, errors: [] };
  if (printed.length <= maxTextLength) return { formula: printed, errors: [] };
  const message = `With the ids of its names this is ${printed.length} characters long, the limit is ${maxTextLength}.`;
  return { formula, errors: [{ code: "too_long", message, span: { start: 0, end: formula.length } }] };
}

function extendScope<Base extends Scope>(base: Base, metrics: readonly Metric[]): Base {
  const added = new Map(metrics.map((metric) => [metric.id, defineMetric(metric)]));
  const ids = [...base.ids(), ...added.keys()];
  const own = new Set(added.keys());
  const typedNames = base.typedNames && keepFirst(() => base.typedNames?.().without(own) as TypedNames);
  return {
    ...base,
    find: (id) => added.get(id) ?? base.find(id),
    ids: () => ids,
    ...(typedNames ? { typedNames } : {}),
  };
}

/** Why a name cannot be given to something new; null where it can. The span is that of the formula it is for. */
export function findNameError(
  base: Scope,
  listTexts: ListTexts,
  { id, formula }: CustomMetric,
  earlier: ReadonlyMap<string, Node>,
): ExprError | null {
  const span = { start: 0, end: formula.length };
  const hint = "Choose another name, such as my_score.";
  if (!isName(id) || id.startsWith("_")) {
    return {
      code: "unexpected",
      message: `"${id}" cannot be the name of a metric.`,
      hint: "A name has small letters, digits and underscores, begins with a letter, and is no word of the language.",
      span,
    };
  }
  if (magnitudeWords.has(id)) {
    return { code: "unexpected", message: `${id} is a word of amounts, as in "5 ${id}".`, hint, span };
  }
  if (base.find(id)) return { code: "unexpected", message: `${id} is a metric or figure already.`, hint, span };
  if (getFunction(id)) return { code: "unexpected", message: `${id} is a function of the language.`, hint, span };
  const column = findColumnOfText(base, listTexts, id);
  if (column) return { code: "unexpected", message: `${id} is a value of ${column}.`, hint, span };
  if (isTextInUse(base, id)) return { code: "unexpected", message: `${id} is a text of other formulas.`, hint, span };
  if (earlier.has(id)) return { code: "unexpected", message: `${id} is defined twice.`, hint, span };
  return null;
}

/** The text column of the data that has the word as a value: a query may write it without quotes. */
function findColumnOfText(base: Scope, listTexts: ListTexts, id: string): string | undefined {
  const wanted = foldText(id);
  return base.ids().find((name) => {
    const definition = base.find(name);
    if (definition?.kind !== "column" || definition.type !== "text") return false;
    return foldDictionary(listTexts(name) ?? []).includes(wanted);
  });
}

/** Whether a formula of the scope reads the word as a text, or a name has it as its value: `sector = financials`. */
function isTextInUse(base: Scope, id: string): boolean {
  const word = new RegExp(`\\b${id}\\b`);
  const isIn = (formula: string) => word.test(formula.replace(/'[^']*'|"[^"]*"/g, ""));
  if ([...(base.stressed?.values() ?? [])].some(isIn)) return true;
  return base.ids().some((name) => {
    const definition = base.find(name);
    if (definition && "values" in definition && definition.values?.includes(id)) return true;
    if (definition?.kind !== "formula") return false;
    return isIn(definition.formula) || isIn(definition.applies ?? "");
  });
}

function listUses(node: Node): readonly string[] {
  return node.kind === "name" ? [node.id] : getChildren(node).flatMap(listUses);
}

/** The metrics so that each comes after those that it uses; or the way in which they lead back to themselves. */
function orderByUse(
  customs: readonly CustomMetric[],
  nodes: ReadonlyMap<string, Node>,
): Result<readonly CustomMetric[], CustomMetricError> {
  const byId = new Map(customs.map((custom) => [custom.id, custom]));
  const ordered: CustomMetric[] = [];
  const done = new Set<string>();
  const visit = (custom: CustomMetric, path: readonly string[]): CustomMetricError | null => {
    if (done.has(custom.id)) return null;
    const step = [...path, custom.id];
    if (path.includes(custom.id)) {
      const cycle = step.slice(step.indexOf(custom.id)).join(" -> ");
      const message = `A formula may not lead back to itself: ${cycle}.`;
      return { ...custom, errors: [{ code: "cycle", message, span: { start: 0, end: custom.formula.length } }] };
    }
    for (const id of listUses(nodes.get(custom.id) as Node)) {
      const used = byId.get(id);
      const error = used ? visit(used, step) : null;
      if (error) return error;
    }
    done.add(custom.id);
    ordered.push(custom);
    return null;
  };
  for (const custom of customs) {
    const error = visit(custom, []);
    if (error) return fail(error);
  }
  return succeed(ordered);
}

function keepFirst<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function describeCustom(
  { id, formula: typed }: CustomMetric,
  formula: string,
  { type, unit }: { readonly type: Metric["type"]; readonly unit: Metric["unit"] | "any" },
): Metric {
  const settled = unit === "any" ? null : unit;
  const format = type !== "number" ? type : settled === null ? "score" : formatsByUnit[settled];
  return {
    id,
    label: id.replaceAll("_", " ").replace(/^ *./, (first) => first.toUpperCase()),
    description: typed,
    type,
    unit: settled,
    format,
    better: "none",
    category: "scores",
    formula,
    source: { kind: "own_choice", text: "Written by the user." },
  };
}
