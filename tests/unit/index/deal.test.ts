import { describe, expect, it } from "vitest";
import { buyerCriteria, targetCriteria } from "#lib/workbench/deal-criteria";
import { presets } from "#lib/workbench/preset";
import { buildIndexInput, type JudgedRow, measureById } from "../../support/build-index-input";

const industry = "Prepackaged software";

/** A company that meets all criteria of one that could be bought, beside nine that are dearer. */
const target: JudgedRow["cells"] = {
  ticker: "TGT",
  sector: "Information Technology",
  industry,
  sic: 7372,
  weight: 0.001,
  price: 10,
  shares_outstanding: 100e6,
  total_debt: 0,
  cash: 300e6,
  short_term_investments: 0,
  revenue: 900e6,
  ebit: 80e6,
  depreciation_amortization: 20e6,
  operating_cash_flow: 110e6,
  capital_expenditure: 20e6,
};

const dear = (at: number): JudgedRow => ({
  cells: { ...target, ticker: `D${at}`, price: 100 + at, revenue: (100 + at) * 1e6 },
});

describe("who could be bought", () => {
  const rows: readonly JudgedRow[] = [{ cells: target }, ...Array.from({ length: 9 }, (_, at) => dear(at))];

  it("IX-9: meets every criterion, of which each is shown", () => {
    const { value, base, parts, names } = measureById("could_be_bought", buildIndexInput(rows));
    expect(value).toEqual({ state: "known", value: 1 });
    expect(names.map(({ ticker }) => ticker)).toEqual(["TGT"]);
    expect(base).toMatchObject({ known: { count: 10 }, unknown: { count: 0 } });
    expect(parts.map(({ label }) => label)).toEqual(targetCriteria.map(({ label }) => label));
    // 90 of 1,000 million is 9%; the others have 90 of 10,000 and more.
    expect(parts[1]?.value).toEqual({ state: "known", value: 1 / 10 });
  });

  it("needs ten companies of the index in its industry", () => {
    const fewer = measureById("could_be_bought", buildIndexInput(rows.slice(0, 9)));
    expect(fewer.value).toEqual({ state: "known", value: 0 });
    expect(fewer.parts.at(-1)?.value).toEqual({ state: "known", value: 0 });
  });

  it("counts what is not known beside, never as met", () => {
    const { cash: _, ...silent } = target;
    const { value, base } = measureById(
      "could_be_bought",
      buildIndexInput([...rows, { cells: { ...silent, ticker: "SIL" } }]),
    );
    expect(value).toEqual({ state: "known", value: 1 });
    expect(base.unknown.count).toBe(1);
  });
});

describe("who could pay", () => {
  const buyer: JudgedRow["cells"] = {
    ...target,
    ticker: "BUY",
    price: 30,
    net_income: 150e6,
    cash: 400e6,
    operating_cash_flow: 200e6,
    capital_expenditure: 50e6,
  };

  it("is large, earns, has cash and owes little", () => {
    const poor = { ...buyer, ticker: "POR", cash: 40e6 };
    const { value, names } = measureById("could_pay", buildIndexInput([{ cells: buyer }, { cells: poor }]));
    expect(value).toEqual({ state: "known", value: 1 });
    expect(names.map(({ ticker }) => ticker)).toEqual(["BUY"]);
  });

  it("asks no bank", () => {
    const bank: JudgedRow["cells"] = { ticker: "BNK", sector: "Financials", sic: 6022, net_income: 900e6 };
    expect(measureById("could_pay", buildIndexInput([{ cells: bank }])).base.denominator.count).toBe(0);
  });
});

it("each has a preset with the same criteria", () => {
  const query = (id: string) => presets.find((preset) => preset.id === id)?.query ?? "";
  for (const { condition } of targetCriteria) expect(query("could_be_bought")).toContain(condition);
  for (const { condition } of buyerCriteria) expect(query("could_pay")).toContain(condition);
});
