import { parse } from "#lib/expr/parse";
import type { TraceNode } from "#lib/expr/trace";
import type { MissingReason } from "#lib/util/missing";

/** A figure that an answer lacks: a base column, or a metric that its figures leave without meaning. */
export interface MissingInput {
  /** A canonical column id (`interest_expense[-1]`) or a metric's id. */
  readonly id: string;
  readonly label: string;
  readonly reason: MissingReason;
}

/** The figures because of which a traced value is missing or unknown, each once, in reading order; none when it is known. */
export function listMissingInputs(trace: TraceNode): readonly MissingInput[] {
  const inputs = new Map<string, MissingInput>();
  for (const input of collect(trace)) {
    if (!inputs.has(input.id)) inputs.set(input.id, input);
  }
  return [...inputs.values()];
}

/** Joins lists of missing figures, each figure once. */
export function mergeMissingInputs(lists: readonly (readonly MissingInput[])[]): readonly MissingInput[] {
  const inputs = new Map<string, MissingInput>();
  for (const input of lists.flat()) {
    if (!inputs.has(input.id)) inputs.set(input.id, input);
  }
  return [...inputs.values()];
}

function collect(node: TraceNode): readonly MissingInput[] {
  const { value } = node;
  if (value.type !== "missing" && value.type !== "unknown") return [];
  const label = node.label ?? node.text;
  if (node.columnId !== undefined) {
    const reason = value.type === "missing" ? value.reason : "not_reported";
    return [{ id: node.columnId, label: label + describeLag(node.columnId), reason }];
  }
  const below = node.inputs.flatMap(collect);
  if (below.length > 0 || node.definitionId === undefined || value.type === "unknown") return below;
  return [{ id: node.definitionId, label, reason: value.reason }];
}

function describeLag(columnId: string): string {
  const parsed = parse(columnId);
  const lag = parsed.ok && parsed.value.kind === "name" ? parsed.value.lag : undefined;
  if (lag === undefined) return "";
  if ("years" in lag) return lag.years === 1 ? ", a year before" : `, ${lag.years} years before`;
  return lag.quarters === 1 ? ", a quarter before" : `, ${lag.quarters} quarters before`;
}
