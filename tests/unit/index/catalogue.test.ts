import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFigureDeclaration, indexFigures } from "#lib/index/catalogue";
import { figureSections, measureFigure } from "#lib/index/figure";
import type { IndexInput } from "#lib/index/input";
import { defaultScreen } from "#lib/screen/default-screen";
import { runScreen } from "#lib/screen/run/run-screen";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { createUniverse } from "#lib/screen/universe/universe";
import { buildIndexInput, measureById } from "../../support/build-index-input";
import { expectSoundFigure } from "../../support/expect-sound-figure";
import { buildRandomSnapshot } from "../../support/random-snapshot";

describe("the catalogue", () => {
  it("has each id once, in the order of the sections", () => {
    const ids = indexFigures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
    const sections = indexFigures.map(({ section }) => figureSections.indexOf(section));
    expect(sections).toEqual(sections.toSorted((a, b) => a - b));
    expect(new Set(sections).size).toBe(figureSections.length);
    expect(findFigureDeclaration("no_such_figure")).toBeUndefined();
  });

  it("says what each figure is, and of each published one where it is from and why it differs", () => {
    for (const { label, definition, published = [] } of indexFigures) {
      expect(label).not.toBe("");
      expect(definition).toMatch(/^[A-Z].*\.$/);
      for (const each of published) {
        expect(each.date).not.toBe("");
        expect(each.source).not.toBe("");
        expect(each.whyDifferent).toMatch(/\.$/);
      }
    }
  });

  it("gives a reason for each figure of an empty table, and no number", () => {
    for (const declaration of indexFigures) {
      const { id, value } = measureFigure(declaration, buildIndexInput([]));
      // A count of nobody and a sum over nobody are known.
      if (value.state === "missing") expect(value.detail, id).toMatch(/\.$/);
      else expect([id, value.state === "known" ? value.value : null]).toEqual([expect.stringMatching(/^could_/), 0]);
    }
  });
});

describe("of drawn companies", () => {
  it("each figure is sound, and its sectors add up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (count, seed) => {
        const universe = createUniverse(buildRandomSnapshot(count, seed));
        const input: IndexInput = { ...buildIndexInput([]), target: universe };
        for (const declaration of indexFigures) {
          const figure = measureFigure(declaration, input);
          expectSoundFigure(figure);
          if (/^(loss_makers|verdict_(?!.*over_time)|net_cash|total_debt)/.test(figure.id)) {
            const sum = figure.parts.reduce((all, part) => all + part.base.denominator.count, 0);
            expect(sum, figure.id).toBe(figure.base.denominator.count);
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});

it("IX-2: a share has the companies that a screen by the same text finds", () => {
  const { base } = openSnapshot(buildRandomSnapshot(90, 7));
  const input: IndexInput = { ...buildIndexInput([]), target: base };
  const figure = measureById("loss_makers_ttm_net_income", input);
  const run = runScreen(base, { ...defaultScreen, query: "net_income < 0" }, { offset: 0, limit: 0 });
  if (!run.ok) throw new Error("The screen runs.");
  const share = figure.value.state === "known" ? figure.value.value : Number.NaN;
  expect(run.value.count).toBeGreaterThan(0);
  expect(share * figure.base.known.count).toBeCloseTo(run.value.count, 9);
  expect(figure.base.unknown.count).toBe(run.value.unknown);
});
