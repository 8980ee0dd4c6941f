import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildPastSnapshot } from "#lib/evidence/past/build-past-snapshot";
import { judgeSample, scoreMetric } from "#lib/evidence/past/judge-sample";
import { mergeTruths } from "#lib/evidence/past/merge-ends";
import { pickSamples } from "#lib/evidence/past/pick-sample";
import { readValue } from "#lib/expr/read-value";
import type { TruthVector } from "#lib/expr/vector";
import { declareNumber, ownChoice } from "#lib/metric/declare";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { day } from "@/tests/support/build-entries";
import {
  buildCompanies,
  buildPrices,
  buildVendorFile,
  buildYear,
  type VendorRow,
} from "@/tests/support/build-evidence";

const date = day("2013-06-30");
const prices = buildPrices("2012-01", "2014-01");

/** Companies with three years each, the last as given; judged in June 2013. */
function judge(lastYears: readonly VendorRow[], policy = policyV1, later: readonly VendorRow[] = []) {
  const rows = lastYears.flatMap((values, index) => [
    buildYear(index + 1, 2010, { revenue: 800e6, total_assets: 1_000e6, gross_profit: 300e6 }),
    buildYear(index + 1, 2011, { revenue: 900e6, total_assets: 1_050e6, gross_profit: 350e6 }),
    buildYear(index + 1, 2012, values),
  ]);
  const companies = buildCompanies([...rows, ...later], new Map(lastYears.map((_, index) => [index + 1, prices])));
  return judgeSample(pickSamples(companies, date)[0], date, 2013, [policy]);
}

const readVerdicts = (members: ReturnType<typeof judge>) => members.map(({ verdicts }) => verdicts.get("1")?.verdict);

/** Enough sound companies beside those that are looked at for percentiles to mean something. */
const peers = Array.from({ length: 30 }, (_, index) => ({ operating_cash_flow: 100e6 + index * 1e6 }));

describe("a past verdict", () => {
  test("is what the engine says by the rules of the policy", () => {
    const looked = [
      { operating_cash_flow: 180e6 },
      // EBIT of 10 against interest of 20.
      { operating_income: 10e6, pretax_income: -10e6, net_income: -10e6 },
      // Shares up by a tenth fail the rule of dilution alone.
      { operating_cash_flow: 180e6, shares_outstanding: 110e6, diluted_shares: 110e6 },
      // Without EBIT, pretax income, interest and debt nothing is settled.
      {
        operating_income: "",
        pretax_income: "",
        interest_net: "",
        debt_current: "",
        debt_noncurrent: "",
        total_debt: "",
      },
    ];
    expect(readVerdicts(judge([...looked, ...peers])).slice(0, 4)).toEqual(["resilient", "weak", "mixed", "not_rated"]);
  });

  test("EV-2: is weak only where a rule is true at both ends of interest", () => {
    // EBIT of 24 covers 16 of net interest 1.5 times; with 5% of 200 of cash it is 26, and cover 0.9.
    const values = { operating_income: 24e6, interest_net: 16e6, cash: 200e6, pretax_income: 8e6 };
    const [open, sure] = judge([values, { ...values, operating_income: 18e6 }, ...peers]);
    expect(open?.verdicts.get("1")?.verdict).not.toBe("weak");
    expect(sure?.verdicts.get("1")?.verdict).toBe("weak");
  });

  test("EV-10: scores by the order of verdicts, or by the policy's own score where it has one", () => {
    const looked = [
      { operating_cash_flow: 180e6 },
      { operating_income: 10e6, pretax_income: -10e6, net_income: -10e6 },
    ];
    expect(
      judge([...looked, ...peers])
        .slice(0, 2)
        .map(({ verdicts }) => verdicts.get("1")?.score),
    ).toEqual([1, -1]);
    const own = declareNumber({
      id: scoreMetric,
      label: "Score",
      description: "EBIT over total assets.",
      unit: "score",
      format: "score",
      better: "higher",
      category: "scores",
      formula: "ebit / total_assets",
      source: ownChoice("A test."),
    });
    const scored = judge([...looked, ...peers], { ...policyV1, metrics: [...policyV1.metrics, own] });
    expect(scored[0]?.verdicts.get("1")?.score).toBeCloseTo(150 / 1_100, 12);
  });

  test("nothing that is published after the date changes what is said at it", () => {
    const looked = [{ operating_cash_flow: 180e6 }, { operating_income: 10e6, pretax_income: -10e6 }, ...peers];
    const later = (values: VendorRow) => looked.map((_, index) => buildYear(index + 1, 2013, values));
    const read = (members: ReturnType<typeof judge>) =>
      members.map(({ verdicts, measures, base, market }) => [[...verdicts], measures, base.end, market]);
    const before = read(judge(looked));
    expect(read(judge(looked, policyV1, later({ equity: -1e9, operating_income: -1e9 })))).toEqual(before);
    expect(read(judge(looked, policyV1, later({ filed: "2014-01-15" })))).toEqual(before);
  });

  test("EV-3: of a company of which only years are known, a quarter is a quarter of its year", () => {
    const companies = buildCompanies(
      [buildYear(1, 2011, { net_income: 60e6 }), buildYear(1, 2012)],
      new Map([[1, prices]]),
    );
    const [{ members }] = pickSamples(companies, date);
    const { table } = buildPastSnapshot({ members, day: date, year: 2013, end: "low", policies: [policyV1] });
    const read = (id: string) => {
      const vector = table.getVector(id);
      return vector === undefined ? null : readValue(vector, 0);
    };
    expect(read("net_income_q")).toEqual({ type: "number", value: 25e6 });
    expect(read("net_income_q[-3q]")).toEqual({ type: "number", value: 25e6 });
    expect(read("net_income")).toEqual({ type: "number", value: 100e6 });
    expect(read("net_income[-1]")).toEqual({ type: "number", value: 60e6 });
  });
});

describe("a past verdict on quarters", () => {
  const quarters = (cik: number, net_income: number) =>
    ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"].map((period_end, index): VendorRow => {
      const year = buildYear(cik, 2020, { net_income: 4 * net_income });
      const flows = [
        "revenue",
        "operating_income",
        "interest_net",
        "pretax_income",
        "net_income",
        "operating_cash_flow",
      ];
      const parts = flows.map((id) => [id, Number(year[id]) / 4] as const);
      const result = index === 3 ? { net_income: net_income - 1e6 } : {};
      const filed = ["2020-05-01", "2020-08-01", "2020-11-01", "2021-02-20"][index] ?? "";
      return { ...year, ...Object.fromEntries(parts), ...result, period: "Q", period_end, filed };
    });
  const date2021 = day("2021-06-30");
  const quotes = [{ day: day("2021-05-28"), priceUsd: 20, marketValueUsd: 1_500e6 }];
  const companies = buildCompanies(
    [2017, 2018, 2019].map((year) => buildYear(1, year)),
    new Map(),
    {
      quarterly: buildVendorFile(quarters(1, 26e6)),
      quotesByTicker: new Map([["T1", quotes]]),
    },
  );
  const [{ members }] = pickSamples(companies, date2021);

  test("EV-13: stands on four quarters, the year before and the market value that was quoted", () => {
    expect(members).toHaveLength(1);
    expect(members[0]).toMatchObject({
      base: { end: day("2020-12-31"), origin: "quarterly" },
      market: { marketValueUsd: 1_500e6 },
    });
    const { table } = buildPastSnapshot({ members, day: date2021, year: 2021, end: "low", policies: [policyV1] });
    const read = (id: string) => {
      const vector = table.getVector(id);
      const value = vector === undefined ? null : readValue(vector, 0);
      return value?.type === "number" ? value.value : null;
    };
    expect([read("net_income"), read("net_income[-1]")]).toEqual([103e6, 100e6]);
    // Here the quarter is one that was reported.
    expect(read("net_income_q")).toBe(25e6);
    expect(read("interest_expense")).toBe(20e6);
  });

  test("does not see quarters that are published later", () => {
    const [{ members: before }] = pickSamples(companies, day("2021-02-15"));
    expect(before).toEqual([]);
    expect(pickSamples(companies, day("2021-02-15"))[1].members).toEqual([]);
  });
});

describe("measures that people use instead", () => {
  const read = (values: VendorRow) => {
    const [first] = judge([values, ...peers]);
    if (first === undefined) throw new Error("The company is in the sample.");
    return first.measures;
  };

  test("EV-11: are those of the catalogue, turned so that more is better", () => {
    const measures = read({});
    // Working capital 225, retained earnings 200, EBIT 150, assets 1,100, market value 1,000, liabilities 600, sales 1,000.
    const z = (1.2 * 225 + 1.4 * 200 + 3.3 * 150 + 1_000) / 1_100 + (0.6 * 1_000) / 600;
    expect(measures.altman).toBeCloseTo((z - 1.81) / (2.99 - 1.81), 10);
    expect(measures.interest_cover).toBeCloseTo(7.5, 12);
    expect(measures.net_debt_to_ebitda).toBeCloseTo(-(300 - 120) / 200, 12);
    expect(measures.profitable).toBe(1);
    expect(measures.return_on_assets).toBeCloseTo(100 / 1_075, 12);
    expect(measures.piotroski).not.toBeNull();
    expect(measures.ohlson).toBeGreaterThan(0);
  });

  test.each([
    [
      "no debt is covered best",
      { total_debt: 0, debt_current: 0, debt_noncurrent: 0 },
      "interest_cover",
      Number.POSITIVE_INFINITY,
    ],
    [
      "no net interest, and cash: cover by what cash may have hidden",
      { interest_net: -1e6, cash: 100e6 },
      "interest_cover",
      150 / 4,
    ],
    [
      "no interest at either end and a loss",
      { interest_net: -90e6, operating_income: -1e6 },
      "interest_cover",
      Number.NEGATIVE_INFINITY,
    ],
    ["net cash is no debt", { cash: 301e6 }, "net_debt_to_ebitda", 0],
    ["net debt without EBITDA is worst", { operating_income: -60e6 }, "net_debt_to_ebitda", Number.NEGATIVE_INFINITY],
    ["a result of zero is no profit", { net_income: 0 }, "profitable", 0],
  ] as const)("EV-11: %s", (_, values, id, expected) => {
    expect(read(values)[id]).toBeCloseTo(expected, 10);
  });

  test("are missing where an input is", () => {
    const measures = read({ net_income: "", retained_earnings: "", interest_net: "" });
    expect([measures.profitable, measures.return_on_assets, measures.altman, measures.interest_cover]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("two truths", () => {
  const pack = (values: readonly (boolean | null)[]): TruthVector => {
    const truth = new Uint32Array((values.length + 31) >>> 5);
    const known = new Uint32Array(truth.length);
    for (const [row, value] of values.entries()) {
      const bit = 1 << (row & 31);
      if (value !== null) known[row >>> 5] = (known[row >>> 5] as number) | bit;
      if (value === true) truth[row >>> 5] = (truth[row >>> 5] as number) | bit;
    }
    return { type: "truth", rowCount: values.length, truth, known };
  };
  const answer = fc.constantFrom(true, false, null);

  test("EV-2: are true where both are, and false where either is", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(answer, answer), { minLength: 1, maxLength: 70 }), (pairs) => {
        const merged = mergeTruths(pack(pairs.map(([low]) => low)), pack(pairs.map(([, high]) => high)));
        for (const [row, [low, high]] of pairs.entries()) {
          const value = readValue(merged, row);
          const expected = low === false || high === false ? false : low === null || high === null ? null : true;
          expect(value).toEqual(expected === null ? { type: "unknown" } : { type: "truth", value: expected });
        }
      }),
    );
  });
});
