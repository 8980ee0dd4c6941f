import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { createColumnTable } from "#lib/column/table";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { defaultScenario, scenarioPresets } from "#lib/stress/scenario";
import { readVerdict } from "#lib/verdict/judge";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { getIndexWeights } from "#lib/workbench/portfolio/index-weight";
import { computePortfolioView } from "#lib/workbench/portfolio/portfolio-view";
import type { Holding } from "#lib/workbench/portfolio/weigh-holdings";
import { buildSource, type Row } from "../../../support/build-source";
import { buildRandomSnapshot } from "../../../support/random-snapshot";
import { standardBank, standardCompany } from "../../../support/standard-company";

const rowCount = 120;
const snapshot = buildRandomSnapshot(rowCount, 9);
const open = openSnapshot(snapshot);
const universe = open.base;

function buildByHand(rows: readonly Row[]): Universe {
  const source = buildSource(rows);
  const vectors = listSnapshotColumns().flatMap((id) => {
    const vector = source.getVector(id);
    return vector === undefined ? [] : [[id, vector] as const];
  });
  return createUniverse({ info: snapshot.info, table: createColumnTable(rows.length, vectors) });
}

function view(
  holdings: readonly Holding[],
  sizing: "shares" | "weight",
  of: Universe = universe,
  reported: Universe | null = null,
) {
  const found = computePortfolioView(of, reported, holdings, sizing);
  if (found === null) throw new Error("Nothing is weighed.");
  return found;
}

const hold = (row: number | null, size: number, ticker = `T${row}`): Holding => ({ ticker, row, size, priceUsd: 10 });

/** The index as a list of typed weights. */
function holdIndex(of: Universe): readonly Holding[] {
  const weights = getIndexWeights(of.evaluator);
  if (weights === null) throw new Error("There are no index weights.");
  // As the fund has them, before they are taken as 100%.
  return weights.byRow.flatMap((weight, row) => (weight === null ? [] : [hold(row, weight * weights.sum)]));
}

describe("a portfolio of two by hand", () => {
  const rows: readonly Row[] = [
    {
      ...standardCompany,
      ticker: "A",
      weight: 0.3,
      sector: "Industrials",
      total_debt: 100,
      debt_due_1y: 50,
      debt_due_2y: 0,
      debt_due_3y: 0,
      debt_due_4y: 0,
      debt_due_5y: 0,
    },
    { ...standardCompany, ticker: "B", weight: 0.1, sector: "Energy", total_debt: 0, ebit: 300 },
    { ...standardBank, ticker: "C", weight: 0.1, sector: "Financials" },
  ];
  const byHand = buildByHand(rows);
  const found = view([hold(0, 0.2, "A"), hold(1, 0.2, "B"), hold(null, 0.1, "OUT")], "weight", byHand);

  it("stands beside the index, whose known weights are taken as 100%", () => {
    expect(found.typedSum).toBeCloseTo(0.5, 12);
    expect(found.indexSum).toBeCloseTo(0.5, 12);
    const [a, b, out] = ["A", "B", "OUT"].map((ticker) => found.positions.find((each) => each.ticker === ticker));
    expect(a).toMatchObject({ weight: 0.4, sector: "Industrials" });
    expect(a?.indexWeight).toBeCloseTo(0.6, 12);
    expect(b?.activeWeight).toBeCloseTo(0.4 - 0.2, 12);
    expect(out).toMatchObject({ verdict: null, indexWeight: 0, activeWeight: out?.weight });
    expect(found.absentWeight).toBeCloseTo(0.2, 12);
  });

  it("has as active share half of all differences: (0.2 + 0.2 + 0.2 of the bank + 0.2 outside) / 2", () => {
    expect(found.activeShare).toBeCloseTo(0.4, 12);
  });

  it("tilts by sector, with what is not in the data under no sector", () => {
    expect(
      found.sectors.map(({ sector, portfolio, index }) => [sector, portfolio.toFixed(2), index.toFixed(2)]),
    ).toEqual([
      ["Industrials", "0.40", "0.60"],
      ["Energy", "0.40", "0.20"],
      ["Financials", "0.00", "0.20"],
      [null, "0.20", "0.00"],
    ]);
  });

  it("looks through to debt, without banks", () => {
    // A owes half in year 1, B owes nothing; the two weigh alike in the portfolio and 3 to 1 in the index.
    expect(found.debtDue.portfolio).toMatchObject({ known: 1, ownedUsd: null });
    expect(found.debtDue.portfolio?.years[0]).toBeCloseTo(0.25, 12);
    expect(found.debtDue.index?.years[0]).toBeCloseTo(0.375, 12);
    expect(found.debtDue.portfolio?.withoutDebt).toBeCloseTo(0.5, 12);
  });

  it("owns of the debt what its shares are of the market cap", () => {
    const shares = view([hold(0, 21, "A")], "shares", byHand);
    const marketCap = byHand.evaluator.evaluateNumber({ kind: "name", id: "market_cap" }).values[0] as number;
    expect(shares.debtDue.portfolio?.ownedUsd?.[0]).toBeCloseTo((210 / marketCap) * 50, 9);
  });

  it("has no active share where the index weight of a position, or of everybody, is not known", () => {
    const [first = {}, ...others] = rows;
    const partly = view(
      [hold(0, 1, "A")],
      "weight",
      buildByHand([{ ...first, weight: { missing: "not_reported" } }, ...others]),
    );
    expect(partly).toMatchObject({ activeShare: null, unknownInIndex: ["A"] });
    expect(partly.positions[0]).toMatchObject({ indexWeight: null, activeWeight: null });
    const nowhere = rows.map((row): Row => ({ ...row, weight: { missing: "not_reported" } }));
    expect(view([hold(0, 1, "A")], "weight", buildByHand(nowhere))).toMatchObject({
      activeShare: null,
      indexSum: null,
      verdicts: { index: null },
    });
  });
});

describe("a portfolio", () => {
  test("that is the index has active share 0, tilts 0 and the figures of the index", () => {
    const found = view(holdIndex(universe), "weight");
    expect(found.activeShare).toBeCloseTo(0, 12);
    for (const { portfolio, index } of found.sectors) expect(portfolio - index).toBeCloseTo(0, 12);
    for (const { activeWeight } of found.positions) expect(activeWeight).toBeCloseTo(0, 12);
    for (const { portfolio, index } of found.medians) {
      expect(portfolio.median).toBe(index?.median);
      expect(portfolio.known).toBeCloseTo(index?.known ?? Number.NaN, 12);
    }
    for (const [at, share] of (found.debtDue.portfolio?.years ?? []).entries()) {
      expect(share).toBeCloseTo(found.debtDue.index?.years[at] ?? Number.NaN, 12);
    }
  });

  test("is the same whatever the order of its holdings, and its parts come to 1", () => {
    const lists = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: rowCount - 1 }), fc.integer({ min: 1, max: 1000 })),
      {
        selector: ([row]) => row,
        minLength: 1,
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(lists, fc.constantFrom("shares", "weight"), (list, sizing) => {
        const holdings = list.map(([row, size]) => hold(row, size / 1000));
        const found = view(holdings, sizing);
        const turned = view(holdings.toReversed(), sizing);
        // Of some companies the index weight is missing.
        expect(turned.activeShare === null).toBe(found.activeShare === null);
        expect(turned.activeShare ?? 0).toBeCloseTo(found.activeShare ?? 0, 9);
        expect(turned.positions.map(({ ticker }) => ticker)).toEqual(found.positions.map(({ ticker }) => ticker));
        for (const [at, { portfolio }] of found.medians.entries()) {
          expect(turned.medians[at]?.portfolio.median).toBe(portfolio.median);
        }
        const { portfolio, index } = found.verdicts;
        const add = (mix: Readonly<Record<string, number>> | null) =>
          Object.values(mix ?? {}).reduce((sum, each) => sum + each, 0);
        expect(add(portfolio)).toBeCloseTo(1, 9);
        expect(add(index)).toBeCloseTo(1, 9);
        expect(found.sectors.reduce((sum, each) => sum + each.portfolio - each.index, 0)).toBeCloseTo(0, 9);
        expect(found.activeShare ?? 0).toBeGreaterThanOrEqual(0);
        expect(found.activeShare ?? 0).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test("has under a scenario its medians before and after: half of EBIT is half of the margin", () => {
    const stressed = open.with({ scenario: { ...defaultScenario, rateShift: 0, ebitChange: -0.5 } });
    if (!stressed.ok) throw new Error("not stressed");
    const holdings = holdIndex(universe);
    const [plain, found] = [view(holdings, "weight"), view(holdings, "weight", stressed.value, universe)];
    for (const [at, { id, reported }] of found.medians.entries()) {
      const { portfolio } = plain.medians[at] ?? {};
      expect(plain.medians[at]?.reported, id).toBeNull();
      expect(reported?.portfolio.median, id).toBe(portfolio?.median);
    }
    const margin = found.medians.find(({ id }) => id === "operating_margin");
    expect(margin?.portfolio.median).toBeLessThan(margin?.reported?.portfolio.median ?? Number.NaN);
    // Half of an earner's margin, twice the loss of a loss-maker: one company says it exactly.
    const earner = universe.evaluator.evaluateNumber({ kind: "name", id: "operating_margin" });
    const row = earner.values.findIndex((value, at) => earner.reasons[at] === 0 && value > 0);
    const one = view([hold(row, 1)], "weight", stressed.value, universe).medians.find(
      ({ id }) => id === "operating_margin",
    );
    expect(one?.portfolio.median).toBeCloseTo((one?.reported?.portfolio.median ?? Number.NaN) / 2, 9);
  });

  test("has by weight the verdicts that change under a scenario, and apart those that none is modelled for", () => {
    const scenario = scenarioPresets[0]?.scenario;
    if (scenario === undefined) throw new Error("There is no scenario.");
    const stressed = open.with({ scenario });
    if (!stressed.ok) throw new Error("not stressed");
    const rows = Array.from({ length: rowCount }, (_, row) => row);
    const found = view(
      rows.map((row) => hold(row, 1 / rowCount)),
      "weight",
      stressed.value,
      universe,
    );
    const changed = rows.filter(
      (row) => readVerdict(universe.judgement, row) !== readVerdict(stressed.value.judgement, row),
    );
    const { flipped = 0, notModelled = 0 } = found.stress?.portfolio ?? {};
    expect(flipped).toBeLessThanOrEqual(changed.length / rowCount + 1e-9);
    expect(flipped + notModelled).toBeGreaterThanOrEqual(changed.length / rowCount - 1e-9);
    expect(
      view(
        rows.map((row) => hold(row, 1)),
        "weight",
      ).stress,
    ).toBeNull();
  });

  it("of nothing that can be weighed is none", () => {
    expect(
      computePortfolioView(universe, null, [{ ticker: "T1", row: 1, size: 5, priceUsd: null }], "shares"),
    ).toBeNull();
  });
});
