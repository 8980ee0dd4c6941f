import type { Unit } from "#lib/expr/scope";
import type { Format, MetricSource } from "./metric";

/** A number that a person may set, known to the language by its id. `min`, `max` and `step` are in the unit itself. */
export interface Parameter {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly format: Format;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly source: MetricSource;
}
