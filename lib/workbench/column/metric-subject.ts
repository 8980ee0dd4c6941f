import type { Scope } from "#lib/expr/scope";
import { factNames } from "#lib/fact/definition/fact-name";
import { baseColumns } from "#lib/metric/base-columns";
import { metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import type { Screen } from "#lib/screen/screen";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import type { PolicyScope } from "#lib/verdict/policy/policy-scope";
import { identityHeads } from "./identity-column";

/** Something that can be filtered by or shown as a column, as a picker lists it. */
export interface MetricSubject {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly type: "number" | "text" | "truth";
  readonly unit: string | null;
  readonly description: string;
}

/**
 * Everything that has a name, grouped as people look for it: the screen's own metrics, the company, the metrics by
 * category, the raw figures.
 */
export function listSubjects(scope: PolicyScope, ownMetrics: Screen["metrics"] = []): readonly MetricSubject[] {
  const subjects: MetricSubject[] = [];
  const seen = new Set<string>(identityHeads.map(({ head }) => head.expression));
  const add = (id: string, group: string, description: string): void => {
    const definition = scope.find(id);
    if (definition === undefined || definition.kind === "parameter" || seen.has(id)) return;
    seen.add(id);
    const unit = "unit" in definition && definition.unit !== undefined ? definition.unit : null;
    subjects.push({ id, label: definition.label, group, type: definition.type, unit, description });
  };
  for (const { id, formula } of ownMetrics) add(id, "Own metrics", formula);
  add("verdict", "Company", "Resilient, mixed, weak or not rated, by the verdict policy.");
  for (const { id } of baseColumns) add(id, "Company", "");
  for (const category of metricCategories) {
    for (const metric of listPolicyMetrics(scope.policy)) {
      if (metric.category === category) add(metric.id, metricCategoryLabels[category], metric.description);
    }
  }
  for (const fact of factNames) {
    add(fact.id, "Reported figures", fact.kind === "flow" ? "Trailing twelve months." : "Latest balance.");
  }
  return subjects;
}

/** Every name of the language: the subjects first, then what only a query can say. */
export function listNames(scope: Scope, subjects: readonly MetricSubject[]): readonly MetricSubject[] {
  const seen = new Set(subjects.map((subject) => subject.id));
  const rest = scope.ids().flatMap((id): MetricSubject[] => {
    const definition = scope.find(id);
    if (definition === undefined || seen.has(id)) return [];
    const type = definition.kind === "parameter" ? "number" : definition.type;
    const unit = "unit" in definition && definition.unit !== undefined ? definition.unit : null;
    return [{ id, label: definition.label, group: "Other", type, unit, description: "" }];
  });
  return [...subjects, ...rest];
}

/** Finds subjects by words of their label, id or description; better matches first. */
export function searchSubjects(subjects: readonly MetricSubject[], search: string): readonly MetricSubject[] {
  const words = search
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  if (words.length === 0) return subjects;
  return subjects
    .map((subject, order) => ({ subject, order, score: scoreSubject(subject, words) }))
    .filter((entry) => entry.score > 0)
    .sort((left, right) => right.score - left.score || left.order - right.order)
    .map((entry) => entry.subject);
}

function scoreSubject({ id, label, description }: MetricSubject, words: readonly string[]): number {
  const name = `${label} ${id.replaceAll("_", " ")}`.toLowerCase();
  const text = description.toLowerCase();
  let score = 0;
  for (const word of words) {
    if (name.startsWith(word)) score += 8;
    else if (name.includes(` ${word}`)) score += 6;
    else if (name.includes(word)) score += 4;
    else if (text.includes(word)) score += 1;
    else return 0;
  }
  return score;
}
