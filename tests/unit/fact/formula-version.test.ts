import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { factDefinitions } from "#lib/fact/definition/catalogue";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseFormulaVersion } from "#lib/server/snapshot/build-snapshot";
import { beginning, buildFigures, type Figures, selectFigures } from "../../support/build-checked";

/** What the drawn filings were answered under the newest version of the formulas. */
const answers = { version: "7", hash: "b1bdc49cf2a7d295" };

const keys = factDefinitions
  .flatMap(({ id, tags }) => tags.map(({ tag }) => `${id}@${tag}`))
  // A new tag alone must not draw other filings.
  .toSorted();
const amount = fc.integer({ min: -9_000_000_000, max: 90_000_000_000 });
const figures: fc.Arbitrary<Figures> = fc.dictionary(fc.constantFrom(...keys), amount, { minKeys: 30, maxKeys: 120 });

/** Snapshots of another version are built anew: without a new one, servers would go on with the old figures. */
it("figures that are answered otherwise come with a new version of the formulas", () => {
  const hash = createHash("sha256");
  for (const [now, before] of fc.sample(fc.tuple(figures, figures), { seed: 20_261_129, numRuns: 200 })) {
    const facts = selectFigures(now, buildFigures(before, undefined, beginning));
    for (const { id } of factColumns) {
      const figure = facts.get(id);
      hash.update(figure.known ? `${id} ${figure.value} ${figure.method}\n` : `${id} ${figure.reason}\n`);
    }
  }
  expect(
    { version: baseFormulaVersion, hash: hash.digest("hex").slice(0, 16) },
    "Facts are chosen otherwise. Raise baseFormulaVersion in lib/server/snapshot/build-snapshot, and note both here.",
  ).toEqual(answers);
});
