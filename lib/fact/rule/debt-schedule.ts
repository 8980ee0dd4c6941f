import { findFact } from "#lib/fact/definition/catalogue";
import type { MaturityFamily } from "#lib/fact/definition/debt";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

const bucketIds = [
  "debt_due_1y",
  "debt_due_2y",
  "debt_due_3y",
  "debt_due_4y",
  "debt_due_5y",
  "debt_due_after",
] as const;

/** The years of a schedule of repayments that one family of tags, one filing and one day give, by fact id. */
export function readSchedule(figures: FigureLookup, family: MaturityFamily, day: Day): ReadonlyMap<string, FactEntry> {
  const found: (readonly [string, FactEntry])[] = [];
  for (const id of bucketIds) {
    const definition = findFact(id);
    for (const { tag } of definition?.tags.filter(({ line }) => line === family) ?? []) {
      const entry = definition && figures.findBalance(definition, tag, day);
      if (!entry) continue;
      found.push([id, entry]);
      break;
    }
  }
  const newest = found.reduce<FactEntry | null>(
    (best, [, entry]) => (best === null || entry.filed > best.filed ? entry : best),
    null,
  );
  return new Map(found.filter(([, { accession, end }]) => accession === newest?.accession && end === newest.end));
}
