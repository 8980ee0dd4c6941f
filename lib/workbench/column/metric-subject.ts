import type { Scope } from "#lib/expr/scope";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { factNames } from "#lib/fact/definition/fact-name";
import { baseColumns } from "#lib/metric/base-columns";
import { metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import { isIngredient } from "#lib/metric/name/usual";
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

/** The subjects that people screen by: without those that are there for formulas and rules. */
export function listFindable(subjects: readonly MetricSubject[]): readonly MetricSubject[] {
  return subjects.filter(({ id }) => !isIngredient(id));
}

/** Every name that a query is offered: what can be found, then the fiscal years and quarters of figures. */
export function listNames(scope: Scope, subjects: readonly MetricSubject[]): readonly MetricSubject[] {
  const found = listFindable(subjects);
  const seen = new Set(subjects.map((subject) => subject.id));
  const periods = factColumns.flatMap(({ id }): MetricSubject[] => {
    const definition = scope.find(id);
    if (definition === undefined || definition.kind !== "column" || seen.has(id)) return [];
    const unit = "unit" in definition ? definition.unit : null;
    return [{ id, label: definition.label, group: "Periods of figures", type: definition.type, unit, description: "" }];
  });
  return [...found, ...periods];
}
