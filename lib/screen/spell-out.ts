import { parse, parseQuery } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import type { TypedNames } from "#lib/expr/typed-names";
import { printReadQuery } from "./rank-clause";
import type { Screen } from "./screen";

/**
 * A screen with ids for what somebody typed instead of them: `net income > 0` is `net_income > 0`. A text that says the
 * same without the names stays as it is written, and so does one that cannot be read. The page's first load reads its
 * address without the names of a scope, so that an address is spelled out before the page is sent.
 */
export function spellOutScreen(screen: Screen, names: TypedNames | null): Screen {
  if (names === null) return screen;
  const spellOut = (text: string) => spellOutExpression(text, names);
  return {
    ...screen,
    query: spellOutQuery(screen.query, names),
    sort: screen.sort.map((key) => ({ ...key, expression: spellOut(key.expression) })),
    columns: screen.columns.map(spellOut),
    metrics: screen.metrics.map((metric) => ({ ...metric, formula: spellOut(metric.formula) })),
  };
}

/** An expression with ids for what was typed instead; the text itself where nothing was. */
export function spellOutExpression(text: string, names: TypedNames): string {
  const read = parse(text, names);
  if (!read.ok) return text;
  const plain = parse(text);
  const printed = print(read.value);
  return plain.ok && print(plain.value) === printed ? text : printed;
}

function spellOutQuery(text: string, names: TypedNames): string {
  const read = parseQuery(text, names);
  if (!read.ok) return text;
  const plain = parseQuery(text);
  const printed = printReadQuery(read.value);
  return plain.ok && printReadQuery(plain.value) === printed ? text : printed;
}
