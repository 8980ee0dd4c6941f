import { parse } from "#lib/expr/parse";
import type { TraceNode } from "#lib/expr/trace";
import type { Value } from "#lib/expr/vector";
import { formatValue, missingMeanings } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { Policy } from "#lib/verdict/policy/policy";
import { writeLag } from "./lag-text";
import { getTraceFormat } from "./rule-sentence";

/** A traced value as a reader sees it: one line, and what it was made of below. */
export interface TraceView {
  /** What the value is called, or the part of the formula that it is. */
  readonly label: string;
  readonly value: string;
  /** Why there is no value; null when there is one. */
  readonly missing: string | null;
  /** `EBIT $60.1m / Interest expense $31.6m`; null for a figure that is not calculated here. */
  readonly equation: string | null;
  /** The formula in the language; null for a figure that has none. */
  readonly formula: string | null;
  readonly note: string | null;
  /** The base column, by which its filings are found; null for what is calculated. */
  readonly columnId: string | null;
  readonly inputs: readonly TraceView[];
}

/** A trace for people: operations become an equation, and only what has a name under the policy stays in the tree. */
export function buildTraceView(node: TraceNode, policy: Policy): TraceView {
  const { value } = node;
  const operands = listOperands(node);
  const hasBody = node.kind !== "column" && operands.length > 0;
  return {
    label: writeLabel(node),
    value: writeValue(value, getTraceFormat(node, policy)),
    missing: value.type === "missing" ? missingMeanings[value.reason] : null,
    equation: hasBody ? writeBody(node, policy) : null,
    formula: node.formula ?? null,
    note: node.note ?? null,
    columnId: node.columnId ?? null,
    inputs: operands.map((operand) => buildTraceView(operand, policy)),
  };
}

function writeValue(value: Value, format: Format): string {
  if (value.type === "truth") return value.value ? "True" : "False";
  return value.type === "unknown" ? "Unknown" : formatValue(value, format);
}

/** The named parts that a value was made of, each once; plain numbers are left to the equation. */
function listOperands(node: TraceNode): readonly TraceNode[] {
  const operands = new Map<string, TraceNode>();
  const collect = (part: TraceNode): void => {
    if (part.definitionId === undefined) for (const input of part.inputs) collect(input);
    else if (!operands.has(part.text)) operands.set(part.text, part);
  };
  for (const input of node.inputs) collect(input);
  return [...operands.values()];
}

function writeLabel(node: TraceNode): string {
  if (node.label === undefined) return node.text;
  const prefix = node.text.startsWith("stressed(") ? "Stressed: " : "";
  return prefix + node.label + writeLag(node.columnId ?? node.text);
}

function writeBody(node: TraceNode, policy: Policy): string {
  const [body] = node.inputs;
  return writePart(node.definitionId !== undefined && body ? body : node, policy);
}

/** How tightly a part of each kind holds together; a looser part inside a tighter one stands in brackets. */
const tightness: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  between: 4,
  in: 4,
  is: 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  negate: 7,
};

const symbols: Readonly<Record<string, string>> = {
  "+": "+",
  "-": "−",
  "*": "×",
  "/": "/",
  "<=": "≤",
  ">=": "≥",
  "!=": "≠",
};

function writePart(node: TraceNode, policy: Policy): string {
  if (node.definitionId !== undefined) {
    return `${writeLabel(node)} ${writeValue(node.value, getTraceFormat(node, policy))}`;
  }
  const parsed = parse(node.text);
  const kind = parsed.ok ? parsed.value : null;
  const [first, second, third] = node.inputs;
  const inner = (part: TraceNode | undefined, within: string): string => writeInner(part, within, policy);
  switch (kind?.kind) {
    case "negate":
      return `−${inner(first, "negate")}`;
    case "not":
      return `not ${inner(first, "not")}`;
    case "arithmetic":
      return `${inner(first, kind.operator)} ${symbols[kind.operator] ?? kind.operator} ${inner(second, kind.operator === "-" || kind.operator === "/" ? `${kind.operator}right` : kind.operator)}`;
    case "comparison":
      return `${inner(first, "comparison")} ${symbols[kind.operator] ?? kind.operator} ${inner(second, "comparison")}`;
    case "logic":
      return node.inputs.map((part) => inner(part, kind.operator)).join(` ${kind.operator} `);
    case "between":
      return `${inner(first, "between")} between ${inner(second, "between")} and ${inner(third, "between")}`;
    case "in":
      return `${inner(first, "in")} in (${node.inputs
        .slice(1)
        .map((part) => writePart(part, policy))
        .join(", ")})`;
    case "is":
      return `${inner(first, "is")} is ${kind.state}`;
    case "call":
      return writeCall(kind.name, node, policy);
    default:
      return node.text;
  }
}

function writeCall(name: string, node: TraceNode, policy: Policy): string {
  const { inputs } = node;
  const last = inputs.at(-1);
  // Of a choice the trace holds what was looked at; its outcome stands last.
  if ((name === "if" || name === "coalesce") && last) return writePart(last, policy);
  return `${name}(${inputs.map((part) => writePart(part, policy)).join(", ")})`;
}

function writeInner(part: TraceNode | undefined, within: string, policy: Policy): string {
  if (!part) return "?";
  const text = writePart(part, policy);
  if (part.definitionId !== undefined) return text;
  const parsed = parse(part.text);
  const kind = parsed.ok ? parsed.value : null;
  if (kind?.kind === "call" && (kind.name === "if" || kind.name === "coalesce")) {
    return writeInner(part.inputs.at(-1), within, policy);
  }
  const own =
    kind?.kind === "arithmetic" || kind?.kind === "logic" ? tightness[kind.operator] : tightness[kind?.kind ?? ""];
  const around = tightness[within.replace("right", "")] ?? 0;
  const isLoose = own !== undefined && (own < around || (own === around && within.endsWith("right")));
  return isLoose ? `(${text})` : text;
}
