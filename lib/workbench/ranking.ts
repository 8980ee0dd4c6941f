import type { Node } from "#lib/expr/ast";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { defaultScreen } from "#lib/screen/default-screen";
import { buildRankKey } from "#lib/screen/rank-clause";
import { readTerm, readWeightedSum } from "#lib/screen/run/weighted-sum";
import type { Screen, SortKey } from "#lib/screen/screen";
import { sortKeysMax } from "#lib/screen/screen-limits";

/** How a part of a score is measured: by its percentile among all, by that within its sector, or as it is written. */
export type RankBasis = "all" | "sector" | "as_written";

/** One part of a score. */
export interface RankTerm {
  readonly subject: Node;
  readonly basis: RankBasis;
  /** Not negative: the direction says which end is good. */
  readonly weight: number;
  readonly isHigherBetter: boolean;
}

/** The score that a sort key stands for; null for one that sorts by a column. */
export function readRanking({ expression, descending }: SortKey): readonly RankTerm[] | null {
  const parsed = parse(expression);
  if (!parsed.ok || parsed.value.kind === "name") return null;
  const terms = readWeightedSum(parsed.value) ?? [readTerm(parsed.value) ?? { weight: 1, node: parsed.value }];
  return terms.map(({ weight, node }): RankTerm => {
    const [subject, group] = node.kind === "call" && node.name === "pct" ? node.args : [];
    const isBySector = group?.kind === "name" && group.id === "sector";
    const direction = { weight: Math.abs(weight), isHigherBetter: weight < 0 !== descending };
    if (subject === undefined || (group !== undefined && !isBySector)) {
      return { subject: node, basis: "as_written", ...direction };
    }
    return { subject, basis: isBySector ? "sector" : "all", ...direction };
  });
}

/** The sort key of a score of at least one part. The highest score comes first. */
export function writeRanking(terms: readonly RankTerm[]): SortKey {
  const [first, ...rest] = terms;
  if (first === undefined) throw new Error("A score has at least one part.");
  const start = first.isHigherBetter ? weigh(first) : negate(weigh(first));
  const sum = rest.reduce<Node>(
    (left, term) => ({ kind: "arithmetic", operator: term.isHigherBetter ? "+" : "-", left, right: weigh(term) }),
    start,
  );
  return buildRankKey(print(sum));
}

function weigh({ subject, basis, weight }: RankTerm): Node {
  const group: readonly Node[] = basis === "sector" ? [{ kind: "name", id: "sector" }] : [];
  const part: Node = basis === "as_written" ? subject : { kind: "call", name: "pct", args: [subject, ...group] };
  return weight === 1
    ? part
    : { kind: "arithmetic", operator: "*", left: { kind: "number", value: weight }, right: part };
}

function negate(node: Node): Node {
  return node.kind === "arithmetic" && node.left.kind === "number"
    ? { ...node, left: { kind: "number", value: -node.left.value } }
    : { kind: "negate", operand: node };
}

/** The sort of a screen with a score in front; what it was sorted by before settles ties. None: as before the score. */
export function replaceRanking(sort: readonly SortKey[], terms: readonly RankTerm[]): SortKey[] {
  const [first] = sort;
  const rest = first !== undefined && readRanking(first) !== null ? sort.slice(1) : sort;
  const settled = rest.length > 0 ? rest : defaultScreen.sort;
  return terms.length === 0 ? [...settled] : [writeRanking(terms), ...settled].slice(0, sortKeysMax);
}

/** The score by which a screen is ranked, where none of its columns shows it; null where there is none to add. */
export function getScoreColumn({ sort: [first] }: Pick<Screen, "sort">, columns: readonly string[]): string | null {
  if (first === undefined || columns.includes(first.expression)) return null;
  return readRanking(first) === null ? null : first.expression;
}
