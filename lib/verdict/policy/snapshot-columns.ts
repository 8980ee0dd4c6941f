import { formatColumnId } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseColumns } from "#lib/metric/base-columns";
import { isVerdictColumn } from "#lib/verdict/verdict";
import { policies } from "./catalogue";
import type { Policy } from "./policy";
import { buildPolicyScope } from "./policy-scope";

/** Facts of which five earlier years are kept, so that a query can look back beyond what the catalogue needs. */
const historyFacts = [
  "revenue",
  "gross_profit",
  "operating_income",
  "ebit",
  "interest_expense",
  "net_income",
  "operating_cash_flow",
  "capital_expenditure",
  "depreciation_amortization",
  "eps_diluted",
  "total_assets",
  "total_debt",
  "cash",
  "equity",
  "shares_outstanding",
] as const;

const historyYears = 5;

let columns: { readonly required: readonly string[]; readonly snapshot: readonly string[] } | null = null;

/** The base columns, by canonical id, that the catalogue, the stress and all shipped policies read. */
export function listRequiredColumns(): readonly string[] {
  return getColumns().required;
}

/**
 * The columns of a snapshot: the base columns, every fact as it is now and for its latest fiscal year and quarter,
 * earlier years of the core facts, and whatever else a formula or a rule of any shipped policy reads. The order is the
 * same in every run.
 */
export function listSnapshotColumns(): readonly string[] {
  return getColumns().snapshot;
}

function getColumns(): NonNullable<typeof columns> {
  if (columns) return columns;
  const required = collectRequired();
  const history = historyFacts.flatMap((fact) =>
    Array.from({ length: historyYears }, (_, index) => formatColumnId(fact, { years: index + 1 })),
  );
  const first = [...baseColumns.map(({ id }) => id), ...factColumns.map(({ id }) => id), ...history];
  columns = { required, snapshot: [...new Set([...first, ...required])] };
  return columns;
}

function collectRequired(): readonly string[] {
  return [...new Set(policies.flatMap(listPolicyColumns))].sort();
}

/**
 * The base columns, by canonical id, that a policy reads: its rules, and every metric that is known under it. Throws with
 * the name of a rule or a metric that does not check.
 */
export function listPolicyColumns(policy: Policy): readonly string[] {
  const scope = buildPolicyScope({ policy });
  const names = scope.ids().filter((id) => scope.find(id)?.kind === "formula");
  const texts: readonly (readonly [owner: string, text: string])[] = [
    [policy.label, policy.applies],
    ...policy.rules.flatMap(({ id, formula, favourable = formula, applies }) =>
      [formula, favourable, applies].map((text) => [`rule ${id}`, text] as const),
    ),
    ...names.flatMap((id) => [[id, id] as const, [id, `stressed(${id})`] as const]),
  ];
  const found = new Set<string>();
  for (const [owner, text] of texts) {
    const parsed = parse(text);
    const checked = parsed.ok ? check(parsed.value, scope) : parsed;
    if (!checked.ok)
      throw new Error(`The text "${text}" of ${owner} does not check: ${checked.error[0]?.message ?? ""}`);
    for (const column of checked.value.columns) found.add(column);
  }
  return [...found].filter((column) => !isVerdictColumn(column));
}
