import { describe, expect, it } from "vitest";
import { type CompanyFacts, selectFacts } from "#lib/fact/select";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { day } from "../../support/build-entries";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { readCompanyFactsFiles } from "../../support/read-company-facts";
import { requireValue } from "../../support/read-fixture";

const folder = findRealInput();

const million = 1_000_000;

interface Checked {
  readonly company: string;
  readonly cik: number;
  readonly column: string;
  /** In millions; null where the honest answer is that it is missing. */
  readonly value: number | null;
  /** The newest filing that the figure stands on. */
  readonly accession?: string;
  readonly why: string;
}

const impairments: readonly Checked[] = [
  {
    company: "Rogers",
    cik: 84748,
    column: "impairments_fy",
    value: 73.7,
    accession: "0000084748-26-000007",
    why: "the total has goodwill 67.3, intangibles 4.5 and leases 1.9 in it",
  },
  {
    company: "Neogen",
    cik: 711377,
    column: "impairments",
    value: 600.029,
    accession: "0000950170-25-100064",
    why: "1,068.747 of the year have goodwill of 1,059.321 in them; 468.718 are of the half year before",
  },
  {
    company: "Ingevity",
    cik: 1653477,
    column: "impairments_fy",
    value: 293.1,
    accession: "0001653477-26-000014",
    why: "goodwill 183.8 does not fit into the total of 109.3, and a note of 116.6 does not either",
  },
  {
    company: "AdaptHealth",
    cik: 1725255,
    column: "impairments_fy",
    value: 129.195,
    accession: "0001628280-26-011213",
    why: "goodwill 127.995 beside other assets of 1.2",
  },
  {
    company: "California Resources",
    cik: 1609253,
    column: "impairments_fy",
    value: 59,
    accession: "0001609253-26-000051",
    why: "oil and gas properties of 57 are in it",
  },
  {
    company: "Integra",
    cik: 917520,
    column: "impairments_fy",
    value: 511.365,
    accession: "0000917520-26-000011",
    why: "one amount under the tags of goodwill and of intangibles",
  },
  {
    company: "Veeco",
    cik: 103145,
    column: "impairments_fy",
    value: null,
    why: "the 28.1 of the fourth quarter of 2024 are given for that of 2025 as well",
  },
  {
    company: "Bristow",
    cik: 1525221,
    column: "impairments_fy",
    value: 0,
    why: "there were no intangibles of 85.281 to write off",
  },
  {
    company: "Xencor",
    cik: 1326732,
    column: "impairments_fy[-1]",
    value: 0,
    why: "20.43 are of shares in another company, below operating income",
  },
  {
    company: "Oxford",
    cik: 75288,
    column: "impairments",
    value: 62.283,
    accession: "0000075288-25-000148",
    why: "the year 1.303, and goodwill 1.853 with intangibles 59.127 since; nine months of the year before have none",
  },
  {
    company: "American Eagle",
    cik: 919012,
    column: "impairments",
    value: 15.274,
    accession: "0001193125-25-312782",
    why: "6.353 of the year before are of its first nine months",
  },
  {
    company: "Pediatrix",
    cik: 893949,
    column: "impairments_fy[-1]",
    value: 190.935,
    accession: "0000950170-25-023730",
    why: "goodwill and intangibles 178.435, of which 27.791 have another tag as well, and leases 12.5",
  },
];

const undrawnCredit: readonly Checked[] = [
  {
    company: "Herc",
    cik: 1364479,
    column: "undrawn_credit",
    value: 1972,
    accession: "0001364479-26-000085",
    why: "as reported for March 2026",
  },
  {
    company: "Hertz",
    cik: 1657853,
    column: "undrawn_credit",
    value: 925,
    accession: "0001657853-26-000008",
    why: "3,393 need vehicles as collateral first",
  },
  {
    company: "CTS",
    cik: 26058,
    column: "undrawn_credit",
    value: 240.86,
    accession: "0001193125-26-067039",
    why: "a line of 300 less 57.5 drawn and 1.64 of letters",
  },
  {
    company: "Primoris",
    cik: 1361538,
    column: "undrawn_credit",
    value: 315.1,
    accession: "0001104659-26-018677",
    why: "a line of 325 less 9.9 of letters; 62.5 are of other lines",
  },
  {
    company: "M/I Homes",
    cik: 799292,
    column: "undrawn_credit_fy",
    value: 806.8,
    why: "2,400 need more inventory first",
  },
  {
    company: "United Natural Foods",
    cik: 1020859,
    column: "undrawn_credit",
    value: 1285,
    accession: "0001020859-26-000006",
    why: "under the second tag alone",
  },
  {
    company: "Healthcare Services",
    cik: 731012,
    column: "undrawn_credit_fy",
    value: 252.3,
    accession: "0000731012-26-000009",
    why: "of a line of 300 of which nothing is drawn: letters of credit take the rest",
  },
  {
    company: "Universal",
    cik: 102037,
    column: "undrawn_credit",
    value: 300,
    accession: "0001628280-26-006203",
    why: "of a day in December 2025, newer than the 200 of March",
  },
  {
    company: "Insperity",
    cik: 1000753,
    column: "undrawn_credit_fy",
    value: 380,
    accession: "0001000753-26-000011",
    why: "not the present capacity of 750 nor the size of 800",
  },
  {
    company: "Heartland Express",
    cik: 799233,
    column: "undrawn_credit_fy",
    value: null,
    why: "88.8 stand under the tag of the present capacity, which means the whole elsewhere",
  },
];

const fleetDisposals: readonly Checked[] = [
  {
    company: "Herc",
    cik: 1364479,
    column: "fleet_disposals_fy",
    value: 468,
    accession: "0001364479-26-000050",
    why: "investing of -4,944 less 4,257 acquired, 1,097 and 157 bought, 99 of businesses sold",
  },
  {
    company: "Herc",
    cik: 1364479,
    column: "fleet_disposals",
    value: 500,
    accession: "0001364479-26-000085",
    why: "the same of 2025 and of two first quarters",
  },
  {
    company: "Werner",
    cik: 793074,
    column: "fleet_disposals_fy",
    value: 87.618,
    accession: "0000793074-26-000071",
    why: "a third and more of what it buys in each year",
  },
  {
    company: "Heartland Express",
    cik: 799233,
    column: "fleet_disposals_fy",
    value: 129.917,
    accession: "0000799233-26-000006",
    why: "two thirds and more of what it buys",
  },
  {
    company: "Archrock",
    cik: 1389050,
    column: "fleet_disposals_fy",
    value: 120.839,
    accession: "0001389050-26-000009",
    why: "compressors, a fifth and more of what it buys",
  },
  {
    company: "Tidewater",
    cik: 98222,
    column: "fleet_disposals_fy",
    value: 17.619,
    accession: "0001437749-26-006391",
    why: "ships, under the tag of productive assets",
  },
  {
    company: "Primoris",
    cik: 1361538,
    column: "fleet_disposals_fy",
    value: 32.5,
    accession: "0001104659-26-018677",
    why: "a quarter of 129.9 bought, in the least of three years",
  },
  {
    company: "Mister Car Wash",
    cik: 1853513,
    column: "fleet_disposals_fy",
    value: 0,
    why: "48.552 are of property that it rents back",
  },
  {
    company: "Hertz",
    cik: 1657853,
    column: "fleet_disposals_fy",
    value: 0,
    why: "1,994 of vehicles bought are net of those sold",
  },
  {
    company: "Monro",
    cik: 876427,
    column: "fleet_disposals",
    value: 0,
    why: "3.0 of 25.5 in fiscal 2024: shops are closed, not traded",
  },
];

const claims: readonly Checked[] = [
  {
    company: "LXP",
    cik: 910108,
    column: "preferred_stock",
    value: 96.77,
    accession: "0000910108-26-000009",
    why: "the preference, of 94.016 carried",
  },
  {
    company: "Pebblebrook",
    cik: 1474098,
    column: "preferred_stock",
    value: 676.724,
    accession: "0001474098-26-000015",
    why: "the preference, of 0.271 at par",
  },
  {
    company: "Armour",
    cik: 1428205,
    column: "preferred_stock",
    value: 176.196,
    accession: "0001428205-26-000029",
    why: "the preference, of 0.007 at par",
  },
  {
    company: "Resideo",
    cik: 1740332,
    column: "preferred_stock_fy",
    value: 500,
    accession: "0001740332-26-000005",
    why: "the preference, of 482 carried",
  },
  {
    company: "OPENLANE",
    cik: 1395942,
    column: "preferred_stock_fy",
    value: 289.8,
    accession: "0001395942-26-000006",
    why: "between liabilities and equity",
  },
  {
    company: "Penguin",
    cik: 1616533,
    column: "preferred_stock",
    value: 202.71,
    accession: "0001616533-26-000010",
    why: "between liabilities and equity, with dividends on it",
  },
  {
    company: "Arbor",
    cik: 1253986,
    column: "preferred_stock_fy",
    value: 633.683,
    accession: "0001253986-26-000019",
    why: "as carried",
  },
  {
    company: "CleanSpark",
    cik: 827876,
    column: "preferred_stock",
    value: null,
    why: "0.002 for 1.75 million shares are the par value",
  },
  {
    company: "Saul Centers",
    cik: 907254,
    column: "preferred_stock_fy",
    value: null,
    why: "dividends of 11.19 and no amount",
  },
  {
    company: "BJ's Restaurants",
    cik: 1013488,
    column: "operating_lease_liability_fy",
    value: 405.758,
    accession: "0001193125-26-083331",
    why: "current part of 44.086 included",
  },
  {
    company: "Kohl's",
    cik: 885639,
    column: "operating_lease_liability_fy",
    value: 2744,
    accession: "0001193125-26-115982",
    why: "current part of 94 included",
  },
];

const withoutCurrentDebt: readonly Checked[] = [
  {
    company: "BJ's Restaurants",
    cik: 1013488,
    column: "debt_current_fy",
    value: 0,
    accession: "0001193125-26-083331",
    why: "38.353, 105.336 and 44.086 are all of 187.775",
  },
  {
    company: "Cogent",
    cik: 1158324,
    column: "debt_current_fy",
    value: 0,
    accession: "0001104659-26-017968",
    why: "30.571, 109.582, 54.576 and 26.112 are all of 220.841, and the schedule begins in year two",
  },
  {
    company: "Magnolia",
    cik: 1698990,
    column: "debt_current_fy",
    value: 0,
    why: "177.568 and 110.462 are all of 288.03",
  },
  {
    company: "Arcus",
    cik: 1724521,
    column: "debt_current_fy",
    value: null,
    why: "42, 35 and 154 are all of 231, and in millions too many sums are",
  },
];

const checked: readonly Checked[] = [
  ...impairments,
  ...undrawnCredit,
  ...fleetDisposals,
  ...claims,
  ...withoutCurrentDebt,
];

const fileOf = (cik: number) => `CIK${String(cik).padStart(10, "0")}.json`;

/** Read by hand from the entries of each accession, without the code that is tested. */
describe.skipIf(folder === null)(`facts of the policy as filed (${folder ?? noRealInput})`, async () => {
  const texts = await readCompanyFactsFiles(folder, [...new Set(checked.map(({ cik }) => fileOf(cik)))]);
  const known = new Map<number, CompanyFacts>();
  const select = (cik: number) => {
    const facts =
      known.get(cik) ??
      selectFacts(requireValue(parseCompanyFacts(texts.get(fileOf(cik)) ?? "")).entries, day("2026-05-05"));
    known.set(cik, facts);
    return facts;
  };

  const expectAsFiled = ({ cik, column, value, accession }: Checked) => {
    const figure = select(cik).get(column);
    expect(figure.known ? figure.value / million : null).toEqual(value === null ? null : expect.closeTo(value, 6));
    if (accession !== undefined) {
      expect(figure.known && figure.parts.map(({ entry }) => entry.accession)).toContain(accession);
    }
  };

  it.each(impairments)("F-54: $company: $column is $value million: $why", expectAsFiled);
  it.each(fleetDisposals)("F-56: $company: $column is $value million: $why", expectAsFiled);
  it.each(claims)("F-57: $company: $column is $value million: $why", expectAsFiled);
  it.each(withoutCurrentDebt)("F-58: $company: $column is $value million: $why", expectAsFiled);
  it.each(undrawnCredit)("F-55: $company: $column is $value million: $why", expectAsFiled);
});
