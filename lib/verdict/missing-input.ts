import type { TraceNode } from "#lib/expr/trace";
import type { MissingReason } from "#lib/util/missing";
import { writeLag } from "./lag-text";

/** A figure that an answer lacks: a base column, or a metric that its figures leave without meaning. */
export interface MissingInput {
  /** A canonical column id (`interest_expense[-1]`) or a metric's id. */
  readonly id: string;
  readonly label: string;
  readonly reason: MissingReason;
}

/**
 * The figures because of which a traced value is missing or unknown, each once, in reading order; none when it is known.
 * A long trace does not spell out every metric: `traceAlone` traces such a one by its text, so that its figures are found.
 */
export function listMissingInputs(trace: TraceNode, traceAlone?: (text: string) => TraceNode): readonly MissingInput[] {
  const found = collect(trace).flatMap((input) => {
    if (traceAlone === undefined || input.isColumn) return [input];
    const figures = collect(traceAlone(input.text)).filter(({ isColumn }) => isColumn);
    return figures.length > 0 ? figures : [input];
  });
  return mergeMissingInputs([found.map(({ id, label, reason }) => ({ id, label, reason }))]);
}

/** Joins lists of missing figures, each figure once. */
export function mergeMissingInputs(lists: readonly (readonly MissingInput[])[]): readonly MissingInput[] {
  const inputs = new Map<string, MissingInput>();
  for (const input of lists.flat()) {
    if (!inputs.has(input.id)) inputs.set(input.id, input);
  }
  return [...inputs.values()];
}

interface CollectedInput extends MissingInput {
  readonly text: string;
  /** A figure as filed, and no metric that is made of such. */
  readonly isColumn: boolean;
}

function collect(node: TraceNode): readonly CollectedInput[] {
  const { value } = node;
  if (value.type !== "missing" && value.type !== "unknown") return [];
  const label = node.label ?? node.text;
  if (node.columnId !== undefined) {
    const reason = value.type === "missing" ? value.reason : "not_reported";
    return [{ id: node.columnId, label: label + writeLag(node.columnId), reason, text: node.text, isColumn: true }];
  }
  const below = node.inputs.flatMap(collect);
  if (below.length > 0 || node.definitionId === undefined || value.type === "unknown") return below;
  return [{ id: node.definitionId, label, reason: value.reason, text: node.text, isColumn: false }];
}
