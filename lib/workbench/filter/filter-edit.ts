import type { Node } from "#lib/expr/ast";
import { print } from "#lib/expr/print";
import type { MetricSubject } from "#lib/workbench/column/metric-subject";
import {
  addOperand,
  type Clause,
  type ClauseContext,
  getClauseKey,
  joinOperands,
  listOperands,
  readClauses,
  replaceClause,
  writeClause,
} from "./clause";

/** A filter after an edit, and the clauses that stand in the panel without saying anything yet. */
export interface FilterEdit {
  readonly query: string;
  readonly pending: readonly Clause[];
}

const printFilter = (filter: Node | null): string => (filter === null ? "" : print(filter));

/** Changes one clause; null takes it away. A clause that no longer says anything stays in the panel as pending. */
export function editClause(
  filter: Node | null,
  pending: readonly Clause[],
  before: Clause,
  after: Clause | null,
  context: ClauseContext,
): FilterEdit {
  const key = getClauseKey(before);
  const others = pending.filter((clause) => getClauseKey(clause) !== key);
  if (after === null) {
    return { query: printFilter(replaceClause(filter, before, null, context)), pending: others };
  }
  const nodes = writeClause(after, context);
  const isNew = before.operands.length === 0;
  const next = isNew
    ? joinOperands([...listOperands(filter), ...nodes])
    : replaceClause(filter, before, after, context);
  return {
    query: printFilter(next),
    pending: nodes.length === 0 ? [...others, { ...after, operands: [] }] : others,
  };
}

/** A clause on a subject that has no bound and no choice yet. */
export function startClause({ id, type }: Pick<MetricSubject, "id" | "type">): Clause {
  const subject = { kind: "name", id } as const;
  return type === "text"
    ? { kind: "choice", subject, options: [], isExcluding: false, operands: [] }
    : { kind: "range", subject, low: null, high: null, operands: [] };
}

/** Narrows a text column to one text, in place of what was chosen of it before. */
export function chooseText(filter: Node | null, id: string, text: string, context: ClauseContext): string {
  const existing = readClauses(filter, context).find((clause) => clause.kind === "choice" && clause.subject.id === id);
  const wanted: Clause = {
    kind: "choice",
    subject: { kind: "name", id },
    options: [text],
    isExcluding: false,
    operands: [],
  };
  if (existing) return printFilter(replaceClause(filter, existing, wanted, context));
  const [node] = writeClause(wanted, context);
  return node === undefined ? printFilter(filter) : print(addOperand(filter, node));
}
