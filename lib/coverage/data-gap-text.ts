import { readValue } from "#lib/expr/read-value";
import { type DataGap, dataGapLabels, isDataGap } from "#lib/metric/data-gap";
import type { ScreenTarget } from "#lib/screen/run/run-screen";

/** Why a row has no figures at all; null where it has some, and in a snapshot that does not say. */
export function readDataGap({ evaluator }: Pick<ScreenTarget, "evaluator">, row: number): DataGap | null {
  const value = readValue(evaluator.evaluate({ kind: "name", id: "data_gap" }), row);
  return value.type === "text" && isDataGap(value.value) ? value.value : null;
}

/** The reason as a sentence: `No figures: reports by IFRS.` */
export function describeDataGap(gap: DataGap | null): string {
  return `No figures: ${gap === null ? "no source has any of the company" : dataGapLabels[gap]}.`;
}
