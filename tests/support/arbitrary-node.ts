import fc from "fast-check";
import type { Lag, Node } from "#lib/expr/ast";
import { states } from "#lib/expr/words";
import { missingReasons } from "#lib/util/missing";

const idArbitrary = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,12}$/)
  .filter((id) => !["and", "or", "not", "in", "is", "between"].includes(id));
const lagArbitrary: fc.Arbitrary<Lag> = fc.oneof(
  fc.record({ years: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ quarters: fc.integer({ min: 1, max: 20 }) }),
);
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map((value) => value / 100),
  fc.integer({ min: 0, max: 1_000 }).map((value) => value * 1e6),
);

const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc
    .record({ value: finite, mark: fc.constantFrom("percent", "bp", "times", "usd", undefined) })
    .map(({ value, mark }) => ({ kind: "number", value: value === 0 ? 0 : value, ...(mark ? { mark } : {}) }) as const),
  fc.string({ unit: "binary", maxLength: 12 }).map((value) => ({ kind: "text", value }) as const),
  fc.record({ kind: fc.constant("name"), id: idArbitrary }),
  fc.record({ kind: fc.constant("name"), id: idArbitrary, lag: lagArbitrary }),
  fc.record({ kind: fc.constant("missing"), reason: fc.constantFrom(...missingReasons) }),
);

/** Every tree that the schema lets in, whether it means something or not. */
export const anyTree: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => {
  const node = tie("node");
  return {
    node: fc.oneof(
      { maxDepth: 5, depthSize: "small", withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constantFrom("negate", "not"), operand: node }) as fc.Arbitrary<Node>,
      fc.record({
        kind: fc.constant("arithmetic"),
        operator: fc.constantFrom("+", "-", "*", "/"),
        left: node,
        right: node,
      }),
      fc.record({
        kind: fc.constant("comparison"),
        operator: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
        left: node,
        right: node,
      }),
      fc.record({
        kind: fc.constant("logic"),
        operator: fc.constantFrom("and", "or"),
        operands: fc.array(node, { minLength: 2, maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant("between"), operand: node, low: node, high: node }),
      fc.record({ kind: fc.constant("in"), operand: node, options: fc.array(node, { minLength: 1, maxLength: 4 }) }),
      fc.record({ kind: fc.constant("is"), operand: node, state: fc.constantFrom(...states) }),
      fc.record({
        kind: fc.constant("call"),
        name: fc.oneof(idArbitrary, fc.constantFrom("pct", "if", "mean")).filter((name) => name !== "missing"),
        args: fc.array(node, { maxLength: 4 }),
      }),
    ),
  } as { node: fc.Arbitrary<Node> };
}).node;

export interface MeaningfulOptions {
  /** Names of yearly number columns without a unit that is in the way. */
  readonly columns: readonly string[];
  /** A column of their unit that is 1 in every row. */
  readonly one: string;
  /** The text column that groups, and whether functions of all rows may occur. */
  readonly group: string;
  readonly hasAllRows: boolean;
}

interface Meaningful {
  readonly number: Node;
  readonly truth: Node;
}

/** Trees that the checker lets in: numbers and truths over yearly columns. */
export function buildMeaningfulTrees(options: MeaningfulOptions): {
  readonly number: fc.Arbitrary<Node>;
  readonly truth: fc.Arbitrary<Node>;
} {
  const column = fc.record({ kind: fc.constant("name"), id: fc.constantFrom(...options.columns) });
  const lagged = column.chain((node) => fc.constantFrom<Node>(node, { ...node, lag: { years: 1 } }));
  const literal = fc.constantFrom(0, 1, -1, 2, 0.5, 10, -3, 1e200).map((value) => ({ kind: "number", value }) as const);
  const missing = fc.record({ kind: fc.constant("missing"), reason: fc.constantFrom(...missingReasons) });
  const call = (name: string, ...args: readonly Node[]): Node => ({ kind: "call", name, args });
  const tied = fc.letrec<Meaningful>((tie) => {
    const number = tie("number") as fc.Arbitrary<Node>;
    const truth = tie("truth") as fc.Arbitrary<Node>;
    /** A number of any unit as one of the columns' unit. */
    const inUnit = (node: Node): Node => ({
      kind: "arithmetic",
      operator: "*",
      left: node,
      right: { kind: "name", id: options.one },
    });
    const few = (least: number, most: number): fc.Arbitrary<Node[]> =>
      fc.array(number, { minLength: least, maxLength: most });
    const years = (least: number, most: number): fc.Arbitrary<Node> =>
      fc.integer({ min: least, max: most }).map((value) => ({ kind: "number", value }) as const);
    const universe = fc
      .record({
        name: fc.constantFrom("pct", "rank", "zscore", "median", "winsor"),
        x: number,
        isGrouped: fc.boolean(),
      })
      .map(({ name, x, isGrouped }) =>
        inUnit(call(name, x, ...(isGrouped ? [{ kind: "name", id: options.group } as const] : []))),
      );
    const numbers: fc.Arbitrary<Node>[] = [
      lagged,
      literal,
      missing,
      fc.record({ kind: fc.constant("negate"), operand: number }),
      fc.record({
        kind: fc.constant("arithmetic"),
        operator: fc.constantFrom("+", "-", "*", "/"),
        left: number,
        right: number,
      }),
      fc
        .record({ name: fc.constantFrom("abs", "sqrt", "ln", "exp", "sign"), x: number })
        .map(({ name, x }) => call(name, x)),
      fc
        .record({ name: fc.constantFrom("min", "max", "coalesce"), args: few(2, 3) })
        .map(({ name, args }) => call(name, ...args)),
      few(3, 3).map((args) => call("clamp", ...args)),
      fc.record({ c: truth, args: few(2, 2) }).map(({ c, args }) => call("if", c, ...args)),
      fc
        .record({ c: truth, d: truth, args: few(3, 3) })
        .map(({ c, d, args: [x, y, z] }) => call("if", c, x as Node, d, y as Node, z as Node)),
      fc.array(truth, { minLength: 1, maxLength: 3 }).map((args) => inUnit(call("count_true", ...args))),
      fc
        .record({ name: fc.constantFrom("mean", "stdev"), x: column, n: years(2, 3) })
        .map(({ name, x, n }) => call(name, x, n)),
      fc.record({ x: lagged, n: years(1, 3) }).map(({ x, n }) => inUnit(call("growth", x, n))),
      ...(options.hasAllRows ? [universe] : []),
    ];
    const truths: fc.Arbitrary<Node>[] = [
      fc.record({
        kind: fc.constant("comparison"),
        operator: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
        left: number,
        right: number,
      }),
      fc.record({ kind: fc.constant("between"), operand: number, low: number, high: number }),
      fc.record({ kind: fc.constant("in"), operand: number, options: few(1, 3) }),
      fc.record({ kind: fc.constant("is"), operand: number, state: fc.constantFrom(...states) }),
      fc.record({
        kind: fc.constant("is"),
        operand: truth,
        state: fc.constantFrom("known", "missing"),
      }) as fc.Arbitrary<Node>,
      fc.record({ kind: fc.constant("not"), operand: truth }),
      fc.record({
        kind: fc.constant("logic"),
        operator: fc.constantFrom("and", "or"),
        operands: fc.array(truth, { minLength: 2, maxLength: 3 }),
      }),
      fc.oneof(number, truth).map((x) => call("known", x)),
      fc.tuple(truth, truth, truth).map((args) => call("if", ...args)),
    ];
    return {
      number: fc.oneof({ maxDepth: 4, depthSize: "small" }, ...(numbers as [fc.Arbitrary<Node>])),
      truth: fc.oneof({ maxDepth: 4, depthSize: "small" }, ...(truths as [fc.Arbitrary<Node>])),
    } as { number: fc.Arbitrary<Node>; truth: fc.Arbitrary<Node> };
  });
  return tied;
}
