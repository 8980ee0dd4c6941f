import { describe, expect, it } from "vitest";
import { type Figures, selectFigures } from "../../../support/build-checked";

const find = (figures: Figures) => selectFigures({ equity_reported: 500, ...figures }).get("preferred_stock");

const carried = "preferred_carried@us-gaap:PreferredStockValue";
const preference = "preferred_preference@us-gaap:PreferredStockLiquidationPreferenceValue";
const count = "preferred_count@us-gaap:PreferredStockSharesOutstanding";
const ownMezzanine = "temporary_equity_of_parent@us-gaap:TemporaryEquityCarryingAmountAttributableToParent";
const mezzanine =
  "temporary_equity@us-gaap:TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests";
const declared = "preferred_declared@us-gaap:DividendsPreferredStock";

describe("preferred shares", () => {
  it("F-57: count at their preference where the balance sheet has less, such as the par value (Pebblebrook)", () => {
    expect(find({ [carried]: 1, [preference]: 677, [count]: 27 })).toMatchObject({ value: 677 });
    expect(find({ [carried]: 94, [preference]: 97 })).toMatchObject({ value: 97 });
  });

  it("F-57: count as carried where the preference is that of one share (Ellington)", () => {
    expect(find({ [carried]: 332_000, [preference]: 25, [count]: 13_800 })).toMatchObject({ value: 332_000 });
  });

  it("F-57: are not known at par, nor where only dividends or a number of shares tell of them", () => {
    expect(find({ [carried]: 2, [count]: 1750 })).toMatchObject({ reason: "not_reported" });
    expect(find({ [declared]: 11 })).toMatchObject({ reason: "not_reported" });
    expect(find({ [count]: 20 })).toMatchObject({ reason: "not_reported" });
    const paid = "dividends_paid@us-gaap:PaymentsOfDividendsPreferredStockAndPreferenceStock";
    expect(find({ [paid]: 11 })).toMatchObject({ reason: "not_reported" });
  });

  it("F-57: have those that may be redeemed in them, once", () => {
    expect(find({ [ownMezzanine]: 290 })).toMatchObject({ value: 290 });
    expect(find({ [carried]: 100, [ownMezzanine]: 290 })).toMatchObject({ value: 390 });
    expect(find({ [carried]: 290, [ownMezzanine]: 290 })).toMatchObject({ value: 290 });
  });

  it("F-57: between liabilities and equity are those of a minority unless preferred dividends say otherwise", () => {
    expect(find({ [mezzanine]: 200 })).toMatchObject({ value: 0 });
    expect(find({ [mezzanine]: 200, [declared]: 3 })).toMatchObject({ value: 200 });
    expect(find({ [mezzanine]: 200, [declared]: 3, redeemable_minority: 200 })).toMatchObject({
      reason: "not_reported",
    });
  });

  it("F-57: are none where nothing shows any, and equity is known", () => {
    expect(find({ [carried]: 0 })).toMatchObject({ value: 0, method: "inferred" });
    expect(selectFigures({}).get("preferred_stock")).toMatchObject({ known: false });
  });
});
