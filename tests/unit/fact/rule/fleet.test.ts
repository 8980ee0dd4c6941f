import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, day } from "../../../support/build-entries";

const years = ["2023", "2024", "2025"].map((year) => `${year}-01-01..${year}-12-31 @ 2026-02-20`);
const ends = ["2023", "2024", "2025"].map((year) => `${year}-12-31 @ 2026-02-20`);

type Series = Readonly<Record<string, readonly number[]>>;

/** `"property_disposals ProceedsFromSaleOfPropertyPlantAndEquipment": [30, 40, 50]`, one a year; balances likewise. */
function find(flows: Series, balances: Series = { "ppe_net PropertyPlantAndEquipmentNet": [600, 600, 600] }) {
  const build = (series: Series, periods: readonly string[]) =>
    Object.entries(series).flatMap(([key, amounts]) => {
      const [fact = "", tag = ""] = key.split(" ");
      const values = Object.fromEntries(amounts.map((amount, index) => [periods[index] ?? "", amount]));
      return buildEntries({ fact, tag: `us-gaap:${tag}`, values });
    });
  const base = {
    "revenue Revenues": [900, 900, 900],
    "operating_cash_flow NetCashProvidedByUsedInOperatingActivities": [100, 100, 100],
  };
  const sheet = {
    "total_assets Assets": [1000, 1000, 1000],
    "liabilities_and_equity LiabilitiesAndStockholdersEquity": [1000, 1000, 1000],
  };
  const entries = [...build({ ...base, ...flows }, years), ...build({ ...sheet, ...balances }, ends)];
  return selectFacts(entries, day("2026-03-01")).get("fleet_disposals");
}

const bought = "property_expenditure PaymentsToAcquirePropertyPlantAndEquipment";
const net = "property_expenditure PaymentsForProceedsFromProductiveAssets";
const rental = "rental_equipment_expenditure PaymentsToAcquireEquipmentOnLease";
const sold = "property_disposals ProceedsFromSaleOfPropertyPlantAndEquipment";
const leaseback = "sale_leaseback SaleAndLeasebackTransactionGainLossNet";
const investing = "investing_cash_flow NetCashProvidedByUsedInInvestingActivities";
const acquired = "acquisition_payment PaymentsToAcquireBusinessesNetOfCashAcquired";

const trucks = { [bought]: [599, 414, 250], [sold]: [190, 179, 88] };

describe("sales of a business that trades in its equipment", () => {
  it("F-56: count where a steady part of what is bought is sold (Werner)", () => {
    expect(find(trucks)).toMatchObject({ value: 88 });
  });

  it("F-56: are none where it sells once, hardly anything, or more than it buys", () => {
    for (const amounts of [
      [0, 0, 88],
      [190, 30, 88],
      [10, 9, 8],
      [700, 500, 88],
    ]) {
      expect(find({ ...trucks, [sold]: amounts }), String(amounts)).toMatchObject({ value: 0, method: "inferred" });
    }
  });

  it("F-56: are none where property is sold and rented back (Mister Car Wash)", () => {
    expect(find({ ...trucks, [leaseback]: [0, 9, 12] })).toMatchObject({
      value: 0,
      detail: expect.stringContaining("rents back"),
    });
  });

  it("F-56: are none of a company that hardly has property (Mercury General)", () => {
    expect(find(trucks, { "ppe_net PropertyPlantAndEquipmentNet": [30, 30, 30] })).toMatchObject({ value: 0 });
  });

  it("F-56: are in the line already where it is net of them (Hertz)", () => {
    expect(find({ [net]: [4000, 2900, 1990], [sold]: [900, 800, 700] })).toMatchObject({
      value: 0,
      detail: expect.stringContaining("taken off"),
    });
  });

  it("F-56: of equipment to rent out are what other lines leave of investing (Herc)", () => {
    const lessor = {
      [bought]: [160, 161, 157],
      [rental]: [1300, 1048, 1097],
      [sold]: [15, 10, 20],
      [acquired]: [430, 600, 4257],
      [investing]: [-1550, -1511, -4845],
    };
    expect(find(lessor, {})).toMatchObject({ value: 666, method: "derived" });
    // More than was bought is another business.
    expect(find({ ...lessor, [investing]: [-1550, -1511, 0] }, {})).toMatchObject({ value: 0 });
  });

  it("F-56: are not known where spending is not", () => {
    expect(find({ [sold]: [190, 179, 88] })).toMatchObject({ known: false });
  });
});
