import type { Definition, Scope } from "#lib/expr/scope";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseColumns } from "./base-columns";
import { metrics } from "./catalogue";
import type { Metric } from "./metric";
import { addTypedNames, buildTypedNames } from "./name/typed-names";
import type { Parameter } from "./parameter";

export interface ScopeOptions {
  /** Metrics beyond the catalogue: those of stress, and those that a user wrote. */
  readonly customMetrics?: readonly Metric[];
  /** Numbers that a policy or a scenario sets. */
  readonly parameters?: readonly Pick<Parameter, "id" | "label" | "unit" | "value">[];
  /** Formula text that replaces a name inside `stressed(...)`, by id. */
  readonly stressed?: ReadonlyMap<string, string>;
  /** Definitions that are none of these: the column of verdicts, the rules of a policy. */
  readonly extraDefinitions?: readonly Definition[];
  /** Whether the data at hand have a base column; absent: every column is taken to be there. */
  readonly hasColumn?: (columnId: string) => boolean;
  /** What is known of the texts of a column; absent: nothing. */
  readonly listTexts?: Scope["listTexts"];
}

type TypedNames = ReturnType<typeof buildTypedNames>;

let commonNames: TypedNames | null = null;

/** What people type for the names that every scope has: built when the first query is read. */
function getCommonNames(): TypedNames {
  commonNames ??= buildTypedNames([...baseColumns, ...factColumns, ...metrics]);
  return commonNames;
}

/**
 * Every name that an expression may use: base columns, facts, the catalogue's metrics, and what the options add.
 * Throws when two definitions claim one id; a user's metric must have been checked against `ids()` before.
 */
export function buildScope(options: ScopeOptions = {}): Scope {
  const definitions = new Map<string, Definition>();
  const add = (definition: Definition): void => {
    if (definitions.has(definition.id)) throw new Error(`Two definitions claim the name "${definition.id}".`);
    definitions.set(definition.id, definition);
  };

  for (const column of baseColumns) add(column);
  for (const column of factColumns) add(column);
  for (const metric of metrics) add(defineMetric(metric));
  for (const metric of options.customMetrics ?? []) add(defineMetric(metric));
  for (const { id, label, unit, value } of options.parameters ?? []) {
    add({ kind: "parameter", id, label, unit, value });
  }
  for (const definition of options.extraDefinitions ?? []) add(definition);

  const ids = [...definitions.keys()];
  let typedNames: TypedNames | null = null;
  return {
    find: (id) => definitions.get(id),
    ids: () => ids,
    typedNames: () => {
      typedNames ??= addTypedNames(getCommonNames(), options.customMetrics ?? []);
      return typedNames;
    },
    ...(options.listTexts ? { listTexts: options.listTexts } : {}),
    ...(options.hasColumn ? { hasColumn: options.hasColumn } : {}),
    ...(options.stressed ? { stressed: options.stressed } : {}),
  };
}

/** A metric as the language sees it. */
export function defineMetric(metric: Metric): Definition {
  return {
    kind: "formula",
    id: metric.id,
    type: metric.type,
    label: metric.label,
    formula: metric.formula,
    ...(metric.unit === null ? {} : { unit: metric.unit }),
    ...(metric.applies === undefined ? {} : { applies: metric.applies }),
    ...(metric.values === undefined ? {} : { values: metric.values }),
  };
}
