import type { Node } from "#lib/expr/ast";
import type { TraceNode } from "#lib/expr/trace";
import type { Value } from "#lib/expr/vector";
import { formatsByUnit, formatValue, formatWithUnit, missingMeanings } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { Policy } from "#lib/verdict/policy/policy";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";
import { requireNode } from "./judge";
import type { MissingInput } from "./missing-input";

/** A value with what it is called, for a sentence. */
export interface Quantity {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly format: Format;
}

const relations = { below: "below", equal: "equal to", above: "above" } as const;

/** `Interest cover: 0.90x, below 1.25x.` Decimals are added until two values that differ look different. */
export function writeComparison(metric: Quantity, limit: Quantity, isLimitNamed: boolean): string {
  const [value, against] = [metric.value, limit.value];
  if (value.type !== "number" || against.type !== "number")
    return writeMissing(metric.value.type === "missing" ? metric : limit);
  const relation = value.value < against.value ? "below" : value.value > against.value ? "above" : "equal";
  let digits = 0;
  const write = (number: number, format: Format): string => formatWithUnit(number, format, digits);
  while (
    relation !== "equal" &&
    digits < 6 &&
    write(value.value, metric.format) === write(against.value, metric.format)
  )
    digits += 1;
  const named = isLimitNamed ? `${lowerFirst(limit.label)}: ` : "";
  return `${metric.label}: ${write(value.value, metric.format)}, ${relations[relation]} ${named}${write(against.value, metric.format)}.`;
}

/** `Interest cover: no debt: there is nothing to cover or repay.` */
export function writeMissing({ label, value }: Quantity): string {
  return value.type === "missing" ? `${label}: ${lowerFirst(missingMeanings[value.reason])}.` : `${label} is known.`;
}

/** `Not known for lack of interest expense (not reported), undrawn credit (not reported).` */
export function writeUnknown(missing: readonly MissingInput[]): string {
  if (missing.length === 0) return "Not known.";
  return `Not known for lack of ${missing.map(({ label, reason }) => `${lowerFirst(label)} (${reasonWords[reason]})`).join(", ")}.`;
}

const reasonWords: Readonly<Record<MissingInput["reason"], string>> = {
  not_reported: "not reported",
  not_applicable: "not applicable",
  not_meaningful: "not meaningful",
  no_debt: "no debt",
  stale: "stale",
  conflict: "in conflict",
};

/** The comparisons that settle a traced truth, in words: those that make it true, or the first that makes it false. */
export function writeSettled(trace: TraceNode, formatOf: (node: TraceNode) => Format): string {
  const nodes = new Map<string, TraceNode>();
  for (const node of listSettling(trace)) {
    const subject = node.inputs[0]?.text ?? node.text;
    if (!nodes.has(subject)) nodes.set(subject, node);
  }
  return [...nodes.values()]
    .slice(0, 3)
    .map((node) => writeNode(node, formatOf))
    .join(" ");
}

function listSettling(node: TraceNode): readonly TraceNode[] {
  if (node.value.type !== "truth") return [];
  if (node.kind === "formula") return node.inputs.flatMap(listSettling);
  if (node.kind === "not") return node.inputs.flatMap(listSettling);
  if (node.kind !== "logic") return node.inputs.length > 0 ? [node] : [];
  const wanted = node.value.value;
  const settling = node.inputs.filter(({ value }) => value.type === "truth" && value.value === wanted);
  const operator = readOperator(node.text);
  const needsAll = (operator === "and") === wanted;
  return (needsAll ? settling : settling.slice(0, 1)).flatMap(listSettling);
}

function readOperator(text: string): "and" | "or" {
  const node: Node = requireNode(text);
  return node.kind === "logic" ? node.operator : "and";
}

function writeNode(node: TraceNode, formatOf: (node: TraceNode) => Format): string {
  const [left, right] = node.inputs;
  if (left === undefined) return `${node.text}.`;
  const getQuantity = (part: TraceNode): Quantity => ({
    id: part.definitionId ?? part.text,
    label: part.label ?? part.text,
    value: part.value,
    format: formatOf(part),
  });
  if (node.kind === "is" && left.value.type === "missing") return writeMissing(getQuantity(left));
  if (node.kind === "comparison" && left.value.type === "number" && right?.value.type === "number") {
    const isLimitNamed = right.definitionId !== undefined && right.kind !== "constant";
    return writeComparison(getQuantity(left), { ...getQuantity(right), format: formatOf(left) }, isLimitNamed);
  }
  return `${getQuantity(left).label}: ${formatValue(left.value, formatOf(left))}.`;
}

/** The format of a traced part: that of the metric it is under the policy, or else the usual one of its unit. */
export function getTraceFormat(node: TraceNode, policy: Policy): Format {
  const declared = node.definitionId === undefined ? undefined : findPolicyMetric(policy, node.definitionId)?.format;
  if (declared) return declared;
  if (node.value.type === "text") return "text";
  return node.unit === undefined || node.unit === "any" ? "score" : formatsByUnit[node.unit];
}

function lowerFirst(text: string): string {
  const second = text.charAt(1);
  const isAbbreviation = second !== "" && second === second.toUpperCase() && second !== second.toLowerCase();
  return isAbbreviation ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
