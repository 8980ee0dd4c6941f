import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day } from "../../../support/build-entries";

const now = "2025-12-31 @ 2026-02-20";
const before = "2025-09-30 @ 2025-11-05";
const company = [
  ...buildPeriods("2025-01-01..2025-12-31 @ 2026-02-20", "2025-01-01..2025-09-30 @ 2025-11-05"),
  ...buildBalanceSheets(1000, 400, before, now),
];

type Balances = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** `"undrawn_credit LineOfCreditFacilityRemainingBorrowingCapacity": { [now]: 10 }`. */
function find(balances: Balances) {
  const entries = Object.entries(balances).flatMap(([key, values]) => {
    const [fact = "", tag = ""] = key.split(" ");
    return buildEntries({ fact, tag: `us-gaap:${tag}`, values });
  });
  return selectFacts([...company, ...entries], day("2026-03-01")).get("undrawn_credit");
}

const remaining = "undrawn_credit LineOfCreditFacilityRemainingBorrowingCapacity";
const unused = "undrawn_credit DebtInstrumentUnusedBorrowingCapacityAmount";
const size = "credit_line_size LineOfCreditFacilityMaximumBorrowingCapacity";
const drawn = "debt_line LineOfCredit";
const letters = "letters_of_credit LettersOfCreditOutstandingAmount";
const debt = "total_debt DebtLongtermAndShorttermCombinedAmount";

describe("undrawn credit", () => {
  it("F-55: is the smaller of two amounts, of which the larger needs collateral (Hertz)", () => {
    const figure = find({ [remaining]: { [now]: 3393 }, [unused]: { [now]: 925 } });
    expect(figure).toMatchObject({ value: 925, detail: expect.stringContaining("collateral") });
  });

  it("F-55: is the one that the size of the line bears out, drawn amounts and letters of credit taken off (Primoris)", () => {
    const line = { [size]: { [now]: 325 }, [drawn]: { [now]: 0 }, [letters]: { [now]: 10 } };
    expect(find({ ...line, [remaining]: { [now]: 315 }, [unused]: { [now]: 62 } })).toMatchObject({ value: 315 });
    const other = { ...line, [drawn]: { [now]: 120 } };
    expect(find({ ...other, [remaining]: { [now]: 315 }, [unused]: { [now]: 62 } })).toMatchObject({ value: 62 });
  });

  it("F-55: is never the size of a line, with or without what was drawn", () => {
    expect(find({ [size]: { [now]: 300 } })).toMatchObject({ reason: "not_reported" });
    expect(find({ [size]: { [now]: 300 }, [drawn]: { [now]: 100 } })).toMatchObject({ reason: "not_reported" });
  });

  it("F-55: of an older note counts while debt has not grown by what might have been drawn", () => {
    const older = { [remaining]: { [before]: 200 } };
    expect(find(older)).toMatchObject({ value: 200, end: day("2025-09-30") });
    expect(find({ ...older, [debt]: { [before]: 300, [now]: 290 } })).toMatchObject({ value: 200 });
    expect(find({ ...older, [debt]: { [before]: 300, [now]: 350 } })).toMatchObject({
      reason: "not_reported",
      detail: expect.stringContaining("Debt has grown"),
    });
  });

  it("F-55: is that of the newest day, whichever tag has it", () => {
    const figure = find({ [remaining]: { [before]: 200 }, [unused]: { [now]: 250 } });
    expect(figure).toMatchObject({ value: 250, end: day("2025-12-31") });
  });

  it("F-55: is not known where nothing is told, and never zero from silence", () => {
    expect(find({})).toMatchObject({ known: false, reason: "not_reported" });
    expect(find({ [remaining]: { [now]: 0 } })).toMatchObject({ value: 0 });
  });
});
