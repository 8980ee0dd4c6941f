import { keepPer } from "#lib/util/keep-per";
import { RecentMap } from "#lib/util/recent-map";
import { fail, type Result, succeed } from "#lib/util/result";
import type { ExprError } from "./expr-error";
import { Inference } from "./infer";
import { describeMeasure, isDeclarable } from "./measure";
import { parse } from "./parse";
import type { Definition, Scope, Unit } from "./scope";
import type { Typed } from "./typed";

interface Declared {
  readonly type: "number" | "text" | "truth";
  readonly unit?: Unit | undefined;
}

type FormulaResult = Result<Typed, readonly ExprError[]>;

const getFormulas = keepPer((_scope: Scope) => new Map<string, FormulaResult>());

/** The checked tree of a formula definition's own text, read once a scope. Spans refer to that text. */
export function readFormula(scope: Scope, definition: Definition & { readonly kind: "formula" }): FormulaResult {
  return read(scope, definition.id, definition.formula, definition);
}

/** The checked tree of a formula definition's `applies`, which many definitions have in common. */
export function readApplies(scope: Scope, applies: string): FormulaResult {
  return read(scope, `applies: ${applies}`, applies, { type: "truth" });
}

/** The checked tree of the text that stands for a name under stress. */
export function readStressed(scope: Scope, definition: Definition, text: string): FormulaResult {
  const type = definition.kind === "parameter" ? "number" : definition.type;
  return read(scope, `${definition.id} stressed`, text, {
    type,
    unit: "unit" in definition ? definition.unit : undefined,
  });
}

function read(scope: Scope, key: string, text: string, declared: Declared): FormulaResult {
  const formulas = getFormulas(scope);
  const kept = formulas.get(key);
  if (kept) return kept;
  const result = inferFormula(scope, text, declared);
  formulas.set(key, result);
  return result;
}

/** Formula texts outlive scopes: a scenario or a user's metric makes a new scope around the same catalogue. */
const parsedTextsMax = 2_000;
const parsedTexts = new RecentMap<string, ReturnType<typeof parse>>(parsedTextsMax);

function parseFormula(text: string): ReturnType<typeof parse> {
  return parsedTexts.keep(text, () => parse(text));
}

function inferFormula(scope: Scope, text: string, declared: Declared): FormulaResult {
  const parsed = parseFormula(text);
  if (!parsed.ok) return parsed;
  const inference = new Inference(scope);
  const typed = inference.infer(parsed.value);
  if (inference.errors.length > 0) return fail(inference.errors);
  const span = { start: 0, end: text.length };
  const isBareMissing = typed.node.kind === "missing" && declared.type === "text";
  if (typed.type !== declared.type && !isBareMissing) {
    return fail([
      { code: "wrong_type", message: `It is declared as a ${declared.type} and gives a ${typed.type}.`, span },
    ]);
  }
  if (declared.unit && !isDeclarable(typed.measure, declared.unit)) {
    const message = `It is declared in ${declared.unit} and gives ${describeMeasure(typed.measure)}.`;
    return fail([{ code: "wrong_unit", message, span }]);
  }
  return succeed(typed);
}
