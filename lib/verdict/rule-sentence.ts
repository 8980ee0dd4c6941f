import type { Node } from "#lib/expr/ast";
import type { TraceNode } from "#lib/expr/trace";
import type { Value } from "#lib/expr/vector";
import { formatsByUnit, formatValue, formatWithUnit, missingMeanings } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { Policy } from "#lib/verdict/policy/policy";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";
import { requireNode } from "./judge";
import { writeLag } from "./lag-text";
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

/** How the parts of a sentence are written: which metric a part is, and how its value looks. */
export interface SentenceStyle {
  formatOf(node: TraceNode): Format;
}

/**
 * The comparisons that settle a traced truth, in words: those that make it true, or the first that makes it false.
 * `measure` is the comparison that the rule is about, where that holds: it comes first, and what it says is not said
 * again by its bounds.
 */
export function writeSettled(trace: TraceNode, style: SentenceStyle, measure: MeasuredReason | null = null): string {
  const said = new Set(measure === null ? [] : listColumns(measure.trace));
  const subjects = new Set<string>();
  const sentences = measure === null ? [] : [measure.sentence];
  for (const node of listSettling(trace)) {
    const [left] = node.inputs;
    const subject = dropBound(left === undefined ? node.text : writeLabel(left));
    const isSaid = measure !== null && listColumns(node).every((column) => said.has(column));
    if (isSaid || subjects.has(subject)) continue;
    subjects.add(subject);
    sentences.push(writeNode(node, style));
  }
  return sentences.join(" ");
}

/** The comparison that a rule is about, as written, and the trace of its metric. */
export interface MeasuredReason {
  readonly sentence: string;
  readonly trace: TraceNode;
}

/** Facts that a metric before impairments leaves out of the figure as reported. */
const oneOffIds: ReadonlySet<string> = new Set(["impairments", "impairments_q"]);

/** `Left out: impairments $512m.` The one-offs that the traced parts leave out, "" where there are none. */
export function writeLeftOut(traces: readonly TraceNode[], { formatOf }: SentenceStyle): string {
  const found = new Map<string, string>();
  const stack = [...traces].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { definitionId = "", columnId, value } = node;
    if (columnId !== undefined && oneOffIds.has(definitionId) && value.type === "number" && value.value > 0) {
      found.set(columnId, `${lowerFirst(writeLabel(node))}: ${formatValue(value, formatOf(node))}`);
    }
    stack.push(...[...node.inputs].reverse());
  }
  // The quarters are part of the year.
  if (found.has("impairments")) for (const id of found.keys()) if (id.startsWith("impairments_q")) found.delete(id);
  return found.size === 0 ? "" : `Left out: ${[...found.values()].join("; ")}.`;
}

/** The parts of a trace that settle it and that hold figures. */
export function listSettling(node: TraceNode): readonly TraceNode[] {
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

/** The base columns that a traced value was made of. */
function listColumns(trace: TraceNode): readonly string[] {
  return trace.columnId === undefined ? trace.inputs.flatMap(listColumns) : [trace.columnId];
}

/** A bound speaks of the figure that it bounds. */
function dropBound(label: string): string {
  return label.replace(/ \(at (?:least|most)\)/, "");
}

function readOperator(text: string): "and" | "or" {
  const node: Node = requireNode(text);
  return node.kind === "logic" ? node.operator : "and";
}

function writeNode(node: TraceNode, style: SentenceStyle): string {
  const [left, right] = node.inputs;
  if (left === undefined) return `${node.text}.`;
  const getQuantity = (part: TraceNode): Quantity => ({
    id: part.definitionId ?? part.text,
    label: writeLabel(part),
    value: part.value,
    format: style.formatOf(part),
  });
  if (node.kind === "is" && left.value.type === "missing") return writeMissing(getQuantity(left));
  if (node.kind === "comparison" && left.value.type === "number" && right?.value.type === "number") {
    const limit = { ...getQuantity(right), label: writeLimit(right, style), format: style.formatOf(left) };
    return writeComparison(getQuantity(left), limit, limit.label !== "");
  }
  const stated = `${getQuantity(left).label}: ${formatValue(left.value, style.formatOf(left))}`;
  const isOther = node.kind === "comparison" && left.value.type === "text" && right?.value.type === "text";
  return isOther && left.value.value !== right.value.value ? `${stated}, not ${right.value.value}.` : `${stated}.`;
}

/** What a part is called, with how long before today; a part without a name is its text. */
function writeLabel({ label, columnId, text }: TraceNode): string {
  return label === undefined ? text : label + writeLag(columnId ?? text);
}

/** What a limit is made of, as `5% of total assets` or `3.00x EBITDA`; "" for a plain number or a number of the policy. */
function writeLimit(node: TraceNode, style: SentenceStyle): string {
  if (isFixed(node)) return "";
  if (node.label !== undefined) return lowerFirst(writeLabel(node));
  const [left, right] = node.inputs;
  if (left === undefined || right === undefined) return node.text;
  const kind: Node = requireNode(node.text);
  if (kind.kind === "arithmetic" && kind.operator === "*" && isFixed(left)) {
    return `${writeShare(left, style)} ${writeLimit(right, style)}`;
  }
  if (kind.kind === "arithmetic" && kind.operator === "+") {
    return `${writeLimit(left, style)} plus ${writeLimit(right, style)}`;
  }
  if (kind.kind === "call" && kind.name === "max" && isFixed(right)) {
    const isUsed =
      left.value.type === "number" && right.value.type === "number" && left.value.value > right.value.value;
    return isUsed ? writeLimit(left, style) : `${writeLimit(left, style)} (not positive, taken as none)`;
  }
  return node.text;
}

/** A number of the policy, or one made of such. */
function isFixed(node: TraceNode): boolean {
  if (node.kind === "constant") return true;
  return node.kind === "arithmetic" && node.inputs.length > 0 && node.inputs.every(isFixed);
}

/** `5% of`, `3.00x`, `2 times`. */
function writeShare(node: TraceNode, { formatOf }: SentenceStyle): string {
  const format = node.definitionId === undefined && node.unit === undefined ? "times" : formatOf(node);
  const text = formatValue(node.value, format);
  if (format === "percent") return `${text} of`;
  return format === "count" ? `${text} times` : text;
}

/** The format of a traced part: that of the metric it is under the policy, or else the usual one of its unit. */
export function getTraceFormat(node: TraceNode, policy: Policy): Format {
  const declared = node.definitionId === undefined ? undefined : findPolicyMetric(policy, node.definitionId)?.format;
  if (declared) return declared;
  if (node.value.type === "text") return "text";
  return node.unit === undefined || node.unit === "any" ? "score" : formatsByUnit[node.unit];
}

/** Names of people, which labels begin with. */
const properNames = /^(?:Altman|Beneish|Ohlson|Piotroski|Texas)\b/;

function lowerFirst(text: string): string {
  if (properNames.test(text)) return text;
  const second = text.charAt(1);
  const isAbbreviation = second !== "" && second === second.toUpperCase() && second !== second.toLowerCase();
  return isAbbreviation ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
