import { readValue } from "#lib/expr/read-value";
import type { DataGap } from "#lib/metric/data-gap";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { readDataGap } from "./data-gap-text";
import { requireMask } from "./row-mask";

/** A constituent that no source has figures of. */
export interface UnfiledConstituent {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  /** Share of the index; null when the holdings do not say. */
  readonly weight: number | null;
  /** With leading zeros; null when the ticker could not be matched to a filer. */
  readonly cik: string | null;
  /** Null in a snapshot that does not say. */
  readonly gap: DataGap | null;
}

/** The constituents without figures, the heaviest first. */
export function listUnfiledConstituents(target: ScreenTarget): readonly UnfiledConstituent[] {
  const mask = requireMask(target, "data_source = none");
  const found: UnfiledConstituent[] = [];
  for (let row = 0; row < target.rowCount; row += 1) {
    if (mask[row] === 0) continue;
    const read = (id: string) => readValue(target.evaluator.evaluate({ kind: "name", id }), row);
    const readText = (id: string): string | null => {
      const value = read(id);
      return value.type === "text" ? value.value : null;
    };
    const weight = read("weight");
    found.push({
      ticker: readText("ticker") ?? "",
      name: readText("name") ?? "",
      sector: readText("sector"),
      weight: weight.type === "number" ? weight.value : null,
      cik: readText("cik"),
      gap: readDataGap(target, row),
    });
  }
  return found.sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1) || (a.ticker < b.ticker ? -1 : 1));
}
