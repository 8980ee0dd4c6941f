import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossChecks } from "#lib/fact/check/cross-check";
import { findFact } from "#lib/fact/definition/catalogue";
import { selectFacts } from "#lib/fact/select";
import { beginning, buildFigures, type Figures, selectFigures } from "../../support/build-checked";
import { buildEntries, day } from "../../support/build-entries";

const isConflict = { known: false, reason: "conflict" };

describe("a failed check marks", () => {
  it("F-18: a figure with the sum that does not hold, which the trace shows", () => {
    expect(selectFigures({ pretax_income: -100, income_tax: 25, net_income: 75 }).get("pretax_income")).toEqual({
      known: false,
      reason: "conflict",
      detail: "Pretax income −$100 − income tax $25 = net income $75 does not hold. The sides are $200 apart.",
    });
  });

  it("F-18: nothing where the sum holds, or a term is missing", () => {
    expect(selectFigures({ pretax_income: 100, income_tax: 25, net_income: 75 }).get("income_tax")).toMatchObject({
      value: 25,
    });
    expect(selectFigures({ pretax_income: 100, income_tax: -25 }).get("income_tax")).toMatchObject({ value: -25 });
  });

  it("F-18: the term whose other sign makes the sum hold, and no other", () => {
    const facts = selectFigures({
      operating_cash_flow: -100,
      investing_cash_flow: -60,
      financing_cash_flow: -30,
      cash_change: 10,
    });
    expect(facts.get("operating_cash_flow")).toMatchObject(isConflict);
    const financing = { operating_cash_flow: 100, investing_cash_flow: -60, financing_cash_flow: 30, cash_change: 10 };
    expect(selectFigures(financing).get("operating_cash_flow")).toMatchObject({ value: 100 });
  });

  it("F-18: no term whose other sign makes the sum hold about: that may be chance", () => {
    const sold = { pretax_income: 82_675, income_tax: 22_789, net_income: 104_765, operating_income: 76_442 };
    expect(selectFigures(sold).get("income_tax")).toMatchObject({ value: 22_789 });
  });

  it("F-18: a line in another scale, and not the total that it exceeds", () => {
    const facts = selectFigures({ total_assets: 1000, cash: 50_000, goodwill: 200 });
    expect(facts.get("cash")).toMatchObject(isConflict);
    expect(facts.get("goodwill")).toMatchObject({ value: 200 });
    expect(facts.get("total_assets")).toMatchObject({ value: 1000 });
  });

  it("F-18: revenue that gross profit exceeds", () => {
    const facts = selectFigures({ revenue: 3, gross_profit_reported: 101 });
    expect(facts.get("revenue")).toMatchObject(isConflict);
    expect(facts.get("gross_profit")).toMatchObject({ value: 101 });
  });

  it("F-18: revenue that operating income exceeds only where its tag may stand for a part", () => {
    const lease = { "revenue@us-gaap:OperatingLeaseLeaseIncome": 21, operating_income: 177, operating_cash_flow: 1 };
    const facts = selectFacts(
      buildFigures({ ...lease, total_assets: 1000, liabilities_and_equity: 1000 }),
      day("2026-03-01"),
    );
    expect(facts.get("revenue")).toMatchObject(isConflict);
    expect(selectFigures({ revenue: 21, operating_income: 177 }).get("revenue")).toMatchObject({ value: 21 });
  });

  it("F-18: pretax income that repeats net income although there is tax", () => {
    const facts = selectFigures({ pretax_income: 75, income_tax: 25, net_income: 75, net_income_with_minority: 73 });
    expect(facts.get("pretax_income")).toMatchObject(isConflict);
  });

  it("F-18: pretax income far from operating income, where the sum lies near it", () => {
    const far = { pretax_income: 0, income_tax: 60, net_income: 140, operating_income: 210 };
    expect(selectFigures(far).get("pretax_income")).toMatchObject(isConflict);
    // What lies between may be the minority's share or discontinued operations without a tag.
    const minority = { pretax_income: 150, income_tax: 60, net_income: 145, operating_income: 210 };
    expect(selectFigures(minority).get("pretax_income")).toMatchObject({ value: 150 });
    const near = { pretax_income: 195, income_tax: 60, net_income: 100, operating_income: 210 };
    expect(selectFigures(near).get("pretax_income")).toMatchObject({ value: 195 });
  });
});

describe("a balance sheet that does not add up marks", () => {
  const select = (figures: Figures) => {
    const facts = selectFigures({ total_assets: 1000, ...figures });
    const known = ["total_assets", "total_liabilities", "equity"].filter((id) => facts.get(id).known);
    return known.join(" ");
  };

  it("F-18: nothing where the rest may be a line without a standard tag", () => {
    expect(select({ liabilities_reported: 600, equity_reported: 270 })).toBe("total_assets total_liabilities equity");
  });

  it("F-18: both sides where the rest is negative or larger than that, since either may be wrong", () => {
    expect(select({ liabilities_reported: 600, equity_reported: 500 })).toBe("total_assets");
    expect(select({ liabilities_reported: 100, equity_reported: 300 })).toBe("total_assets");
  });

  it("F-18: only equity where the parts of liabilities confirm them", () => {
    const parts = { current_liabilities: 200, liabilities_noncurrent: 400 };
    expect(select({ liabilities_reported: 600, equity_reported: 500, ...parts })).toBe(
      "total_assets total_liabilities",
    );
  });

  it("F-18: only liabilities where the parts of equity confirm it", () => {
    const facts = selectFigures({
      total_assets: 1000,
      liabilities_reported: 900,
      equity_with_minority: 400,
      equity_reported: 370,
      minority_reported: 30,
    });
    expect(facts.get("equity")).toMatchObject({ value: 370 });
    expect(facts.get("total_liabilities")).toMatchObject(isConflict);
  });

  it("F-18: nothing where both are confirmed: mezzanine equity may be negative", () => {
    const confirmed = {
      liabilities_reported: 900,
      current_liabilities: 500,
      liabilities_noncurrent: 400,
      equity_with_minority: 400,
      equity_reported: 370,
      minority_reported: 30,
    };
    expect(select(confirmed)).toBe("total_assets total_liabilities equity");
  });

  it("F-18: total assets where the other total agrees with the parts", () => {
    const parts = { liabilities_reported: 1200, equity_reported: 800, liabilities_and_equity: 2000 };
    expect(select(parts)).toBe("total_liabilities equity");
  });

  it("F-18: nothing where total assets agree with the parts and the other total does not", () => {
    const parts = { liabilities_reported: 600, equity_reported: 400, liabilities_and_equity: 2000 };
    expect(select(parts)).toBe("total_assets total_liabilities equity");
  });
});

describe("net income", () => {
  const common = "net_income_to_common@us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic";

  it("F-31: is before preferred dividends where the filing gives the profit of all owners (Sunstone)", () => {
    const facts = selectFigures({ net_income_with_minority: 40, [common]: 32, preferred_dividends: 8 });
    expect(facts.get("net_income")).toMatchObject({ value: 40 });
    expect(selectFigures({ net_income_with_minority: 40, [common]: 32 }).get("net_income")).toMatchObject({
      value: 40,
    });
    const minority = selectFigures({ net_income_with_minority: 158, [common]: 107, net_income_minority: 9 });
    expect(minority.get("net_income")).toMatchObject({ value: 149, method: "derived" });
  });

  it("F-31: is what common shares are left with plus preferred dividends, or missing where these are not told", () => {
    expect(selectFigures({ [common]: 32, preferred_dividends: 8 }).get("net_income")).toMatchObject({ value: 40 });
    expect(selectFigures({ [common]: 32 }).get("net_income")).toMatchObject({ value: 32 });
    const before = buildFigures({ preferred_dividends: 8 }, "2024-12-01..2025-11-30 @ 2026-02-20");
    expect(selectFigures({ [common]: 32 }, before).get("net_income")).toMatchObject({ known: false });
  });

  it("F-31: is the owners' profit where its line is after preferred dividends", () => {
    const facts = selectFigures({ net_income_with_minority: 40, net_income: 32, preferred_dividends: 8 });
    expect(facts.get("net_income")).toMatchObject({ value: 40, detail: expect.stringContaining("after preferred") });
  });

  it("F-35: is before preferred dividends under whatever tag these stand, or missing", () => {
    const declared = [
      "preferred_dividends",
      "preferred_declared",
      "preferred_declared@us-gaap:DividendsPreferredStockCash",
    ];
    const amounts = fc.record({
      profit: fc.integer({ min: -90_000_000, max: 90_000_000 }),
      preferred: fc.integer({ min: 1_000_000, max: 20_000_000 }),
      minority: fc.constantFrom(0, 3_000_000),
      rounding: fc.integer({ min: -1_000, max: 1_000 }),
      isBefore: fc.boolean(),
      tag: fc.constantFrom(...declared, null),
    });
    fc.assert(
      fc.property(amounts, ({ profit, preferred, minority, rounding, isBefore, tag }) => {
        const owners = profit - minority;
        const figure = selectFigures({
          net_income_with_minority: profit,
          ...(minority === 0 ? {} : { net_income_minority: minority }),
          net_income: isBefore ? owners : owners - preferred,
          [common]: owners - preferred + rounding,
          ...(tag === null ? {} : { [tag]: preferred }),
        }).get("net_income");
        const isKnowable = isBefore || tag !== null;
        if (figure.known ? figure.value !== owners : isKnowable) {
          // A minority may have what nobody explains: then the line stands.
          expect({ figure, isTold: tag !== null || minority === 0 }).toMatchObject({ isTold: false });
        }
      }),
    );
  });

  it("F-35: is a line of common shares below the profit where discontinued operations explain it (Radian)", () => {
    const facts = selectFigures({
      net_income_with_minority: 660,
      net_income: 604,
      [common]: 604,
      discontinued_income: -56,
    });
    expect(facts.get("net_income")).toMatchObject({ value: 604 });
    expect(
      selectFigures({ net_income_with_minority: 660, net_income: 604, [common]: 604 }).get("net_income"),
    ).toMatchObject(isConflict);
  });

  it("F-47: is not less the redeemable interest where the minority's share has it (Virtus)", () => {
    const figures = { net_income_with_minority: 136, net_income_minority: -2, net_income_redeemable_minority: 8 };
    expect(selectFigures({ ...figures, [common]: 138 }).get("net_income")).toMatchObject({ value: 138 });
    expect(selectFigures({ ...figures, [common]: 130 }).get("net_income")).toMatchObject({ value: 130 });
    expect(selectFigures(figures).get("net_income")).toMatchObject({ value: 130 });
  });

  it("F-50: is in conflict below a profit that pretax income and tax bear out, where nobody has the rest", () => {
    const figures = { net_income_with_minority: 493, net_income: 413, income_tax: 100, equity_reported: 400 };
    expect(selectFigures({ ...figures, pretax_income: 593 }).get("net_income")).toMatchObject(isConflict);
    // A slip in the profit of all (Kohl's) changes nothing.
    expect(selectFigures({ ...figures, pretax_income: 513 }).get("net_income")).toMatchObject({ value: 413 });
    const minority = { ...figures, pretax_income: 593, net_income_minority: 80, minority_reported: 90 };
    expect(selectFigures(minority).get("net_income")).toMatchObject({ value: 413 });
  });

  it("F-50: of common shares does not stand for that of all where dividends on preferred shares were paid", () => {
    const paid = "dividends_paid@us-gaap:PaymentsOfDividendsPreferredStockAndPreferenceStock";
    expect(selectFigures({ [common]: 32, [paid]: 8 }).get("net_income")).toMatchObject({ known: false });
    expect(selectFigures({ [common]: 32, preferred_declared: 8 }).get("net_income")).toMatchObject({ known: false });
  });

  it("F-31: is not the profit of all owners where a minority has an unknown share of it", () => {
    const minority = { equity_reported: 100, minority_reported: 20 };
    expect(selectFigures({ net_income_with_minority: 40, ...minority }).get("net_income")).toMatchObject({
      known: false,
    });
    const trifle = { equity_reported: 1000, minority_reported: 2 };
    expect(selectFigures({ net_income_with_minority: 40, ...trifle }).get("net_income")).toMatchObject({ value: 40 });
  });
});

describe("minority interest", () => {
  it("F-31: has what may be redeemed", () => {
    const facts = selectFigures({ minority_reported: 20, redeemable_minority: 30 });
    expect(facts.get("minority_interest")).toMatchObject({ value: 50 });
  });

  it("F-31: is in conflict where the balance sheet has no room for it (Kulicke & Soffa)", () => {
    const sheet = { total_assets: 1145, liabilities_reported: 281, equity_reported: 864 };
    const facts = selectFigures({ ...sheet, liabilities_and_equity: 1145, equity_with_minority: -23 });
    expect(facts.get("minority_interest")).toMatchObject({ known: false, reason: "conflict" });
    expect(facts.get("equity")).toMatchObject({ value: 864 });
  });

  const sheet = { total_assets: 4291, liabilities_reported: 3253, liabilities_and_equity: 4291, equity_reported: 934 };

  it("F-47: has the redemption value where the balance sheet has it (Virtus)", () => {
    const virtus = { ...sheet, equity_with_minority: 935, redemption_value: 103 };
    expect(selectFigures(virtus).get("minority_interest")).toMatchObject({ value: 104 });
    const note = { total_assets: 1000, liabilities_reported: 600, liabilities_and_equity: 1000, equity_reported: 398 };
    const units = { ...note, minority_reported: 2, redemption_value: 3 };
    expect(selectFigures(units).get("minority_interest")).toMatchObject({ value: 2 });
  });

  it("F-47: is in conflict where a redeemable interest has a result and no balance (StepStone)", () => {
    const stepStone = { ...sheet, equity_with_minority: 940 };
    expect(selectFigures({ ...stepStone, net_income_redeemable_minority: 8 }).get("minority_interest")).toMatchObject(
      isConflict,
    );
    // Without a redeemable interest the rest may be preferred shares.
    expect(selectFigures(stepStone).get("minority_interest")).toMatchObject({ value: 6 });
    const preferred = { ...stepStone, net_income_redeemable_minority: 8, temporary_equity_of_parent: 98 };
    expect(selectFigures(preferred).get("minority_interest")).toMatchObject({ value: 6 });
  });
});

describe("cash", () => {
  const withRestricted = "cash_with_restricted@us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents";

  it("F-32: is in conflict where a line of it is somewhat below cash with restricted cash, and nothing says what is restricted", () => {
    const facts = selectFigures({ total_assets: 9000, [withRestricted]: 376, "cash@us-gaap:Cash": 358 });
    expect(facts.get("cash")).toMatchObject({ known: false, reason: "conflict" });
    const told = { total_assets: 9000, [withRestricted]: 376, "restricted_cash@us-gaap:RestrictedCash": 18 };
    expect(selectFigures(told).get("cash")).toMatchObject({ value: 358 });
  });
});

describe("a balance sheet", () => {
  it("F-33: is stale by its own age, beside flows of today (Cinemark)", () => {
    const facts = selectFacts(
      [
        ...buildFigures(
          { total_assets: 1000, liabilities_and_equity: 1000, cash: 50 },
          undefined,
          "2025-06-30 @ 2025-08-01",
        ),
        ...buildFigures({ revenue: 400, net_income: 10, operating_cash_flow: 20 }),
      ],
      day("2026-03-01"),
    );
    expect(facts.get("cash")).toMatchObject({ known: false, reason: "stale" });
    expect(facts.get("revenue")).toMatchObject({ value: 400 });
  });
});

describe("a figure that a sum shows to be a part", () => {
  it("F-18: gives way to what the sum leaves for the whole", () => {
    const facts = selectFigures({
      revenue: 1000,
      gross_profit_reported: 300,
      "cost_of_revenue@us-gaap:CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization": 550,
    });
    expect(facts.get("cost_of_revenue")).toMatchObject({ value: 700, method: "derived" });
    expect(facts.listChecks().find(({ id }) => id === "gross_profit")).toMatchObject({
      state: "not_judged",
      detail: expect.stringContaining("$150 apart"),
    });
  });

  it("F-18: gives way for minority interest too", () => {
    const minority = selectFigures({
      equity_with_minority: 840,
      equity_reported: 719,
      "minority_reported@us-gaap:MinorityInterestInOperatingPartnerships": 1,
    });
    expect(minority.get("minority_interest")).toMatchObject({ value: 121 });
  });

  it("F-18: stays where its tag is that of the whole", () => {
    const facts = selectFigures({ net_income_with_minority: 158, net_income: 107, net_income_minority: 9 });
    expect(facts.get("net_income")).toMatchObject({ value: 107 });
    expect(facts.listChecks().find(({ id }) => id === "minority_income")?.state).toBe("fails");
  });
});

describe("quarters that do not sum to the year", () => {
  const asOf = day("2026-03-01");
  const year = (value: number) => ({ "2025-01-01..2025-12-31 @ 2026-02-20": value });
  const select = (values: Readonly<Record<string, number>>) => {
    const facts = selectFacts(
      [
        ...buildEntries({ fact: "revenue", tag: "us-gaap:Revenues", values }),
        ...buildFigures({ operating_cash_flow: 1, total_assets: 1000, liabilities_and_equity: 1000 }),
      ],
      asOf,
    );
    return ["revenue_q[-3q]", "revenue_q[-2q]", "revenue_q[-1q]", "revenue_q", "revenue"].map((id) => {
      const point = facts.get(id);
      return point.known ? point.value : point.reason;
    });
  };
  const first = "2025-01-01..2025-03-31";
  const second = "2025-04-01..2025-06-30";
  const third = "2025-07-01..2025-09-30";
  const fourth = "2025-10-01..2025-12-31";
  const nineMonths = "2025-01-01..2025-09-30";

  it("F-18: mark the quarter that was given the figure of the year", () => {
    const filed = "2026-02-20";
    const values = { [`${first} @ ${filed}`]: 20, [`${second} @ ${filed}`]: 30, [`${third} @ ${filed}`]: 40 };
    expect(select({ ...year(130), ...values, [`${fourth} @ ${filed}`]: 130 })).toEqual([20, 30, 40, "conflict", 130]);
  });

  it("F-18: mark the quarters that were filed before the nine months were put on another basis", () => {
    const values = {
      [`${first} @ 2025-05-05`]: 28,
      [`${second} @ 2025-08-05`]: 37,
      [`${third} @ 2025-11-05`]: 33,
      [`${nineMonths} @ 2025-11-05`]: 91,
    };
    expect(select({ ...year(117), ...values })).toEqual(["conflict", "conflict", 33, 26, 117]);
  });

  it("F-18: mark the one quarter that is left on the old basis (ESCO)", () => {
    const values = {
      [`${first} @ 2026-02-25`]: 215,
      [`${second} @ 2025-08-05`]: 266,
      [`${third} @ 2025-11-05`]: 296,
      [`${nineMonths} @ 2025-11-05`]: 743,
    };
    expect(select({ ...year(1095), ...values })).toEqual([215, "conflict", 296, 352, 1095]);
  });

  it("F-18: mark the last quarter where all others were filed after the nine months that it is reckoned from", () => {
    const values = {
      [`${first} @ 2026-01-10`]: 43,
      [`${second} @ 2026-01-10`]: 18,
      [`${third} @ 2026-01-10`]: 56,
      [`${nineMonths} @ 2025-11-05`]: 125,
    };
    expect(select({ ...year(158), ...values })).toEqual([43, 18, 56, "conflict", 158]);
  });

  it("F-18: mark nothing where the annual report revised the others: the last is the year less these (Century Aluminum)", () => {
    const values = {
      [`${first} @ 2026-02-20`]: 43,
      [`${second} @ 2026-02-20`]: 18,
      [`${third} @ 2026-02-20`]: 56,
      [`${nineMonths} @ 2025-11-05`]: 125,
    };
    expect(select({ ...year(158), ...values })).toEqual([43, 18, 56, 41, 158]);
  });
});

describe("cross-checks of any figures", () => {
  const tagged = [...new Set(crossChecks.flatMap(({ left, right }) => [...left, ...right.flat()]))]
    .map(({ fact }) => fact)
    .filter((fact) => findFact(fact)?.unit !== "usd_per_share");
  const figures = fc.dictionary(fc.constantFrom(...tagged), fc.integer({ min: -2000, max: 4000 }), { minKeys: 8 });
  const balances = fc.dictionary(fc.constantFrom("cash", "cash_with_restricted"), fc.nat(4000));
  const scale = (amounts: Figures, factor: number): Figures =>
    Object.fromEntries(Object.entries(amounts).map(([fact, value]) => [fact, value * factor]));

  it("F-17: come out the same in whatever unit all amounts and counts are given", () => {
    fc.assert(
      // A power of ten, for that is how roundings are told: twice an amount says nothing of being rounded to two.
      fc.property(figures, balances, fc.constantFrom(10, 100, 1000), (now, before, factor) => {
        const judge = (times: number) =>
          selectFacts(
            [
              ...buildFigures({ ...scale({ total_assets: 1000, revenue: 500, ...now }, times), eps_reported: 0.5 }),
              ...buildFigures(scale(before, times), undefined, beginning),
            ],
            day("2026-03-01"),
          )
            .listChecks()
            .map(({ id, state }) => `${id} ${state}`);
        expect(judge(factor)).toEqual(judge(1));
      }),
    );
  });

  it("give both sides where they are judged, and the sum where they fail", () => {
    fc.assert(
      fc.property(figures, (now) => {
        for (const { state, end, left, right, detail } of selectFigures(now).listChecks()) {
          if (state === "fails") expect(detail).toMatch(/(apart|too much)\.$/);
          if (state !== "not_judged") expect([end, left, right]).not.toContain(null);
        }
      }),
    );
  });
});
