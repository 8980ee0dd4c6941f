import { findPolicy } from "#lib/verdict/policy/catalogue";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { listNames, listSubjects, type MetricSubject } from "#lib/workbench/column/metric-subject";
import { searchSubjects } from "#lib/workbench/column/search-names";
import type { CompletionData } from "@/components/query/query-completion";

/** What completes a rule of a version: its names and numbers, and the texts that the data of the page have. */
export function buildPolicyCompletion(
  version: number,
  texts: Readonly<Record<string, readonly string[]>>,
): CompletionData {
  const policy = findPolicy(String(version));
  const scope = buildPolicyScope(policy === undefined ? {} : { policy });
  const numbers = scope.policy.parameters.map(
    ({ id, label, unit }): MetricSubject => ({ id, label, group: "Numbers", type: "number", unit, description: "" }),
  );
  const names = [...listNames(scope, listSubjects(scope)).filter(({ id }) => id !== "verdict"), ...numbers];
  return {
    searchNames: (text, depth) => searchSubjects(names, text, depth),
    listTexts: (id) => {
      const definition = scope.find(id);
      if (definition === undefined || !("type" in definition) || definition.type !== "text") return null;
      return definition.values ?? texts[id] ?? null;
    },
  };
}
