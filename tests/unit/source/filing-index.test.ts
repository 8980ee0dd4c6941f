import { expect, test } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { mayBringFigures, parseFilingIndex, parseIndexListing } from "#lib/source/filing-index";

const index = `Description:           Daily Index of EDGAR Dissemination Feed by Form Type
Last Data Received:    May 05, 2026
Comments:              webmaster@sec.gov

CIK|Company Name|Form Type|Date Filed|File Name
--------------------------------------------------------------------------------
1000045|OLD MARKET CAPITAL Corp|10-Q|20260505|edgar/data/1000045/0001564590-26-002797.txt
1000097|KINGDON CAPITAL MANAGEMENT, L.L.C.|SC 13G/A|20260505|edgar/data/1000097/0000919574-26-001511.txt
`;

test("a day's index gives who filed which form", () => {
  expect(parseFilingIndex(index)).toEqual({
    ok: true,
    value: [
      { cik: 1000045, form: "10-Q" },
      { cik: 1000097, form: "SC 13G/A" },
    ],
  });
});

test.each([
  ["a web page", "<html>Request Rate Threshold Exceeded</html>", 1],
  ["a file that ends within a line", index.slice(0, -20), 8],
  ["a line of another shape", index.replace("|10-Q|", "|"), 7],
])("%s is refused with its line", (_, text, line) => {
  expect(parseFilingIndex(text)).toMatchObject({ ok: false, error: { line } });
});

test("a day on which nothing was filed has an empty index", () => {
  expect(parseFilingIndex(index.split("\n").slice(0, 6).join("\n"))).toEqual({ ok: true, value: [] });
});

test("a quarter's folder gives its days in order, whatever else it holds", () => {
  const item = [
    "master.20260506.idx",
    "form.20260504.idx",
    "master.20260504.idx",
    "master.20261399.idx",
    "sitemap.xml",
  ];
  const listed = parseIndexListing(JSON.stringify({ directory: { item: item.map((name) => ({ name })) } }));
  expect(listed.ok && listed.value.map(({ day, name }) => [formatDay(day), name])).toEqual([
    ["2026-05-04", "master.20260504.idx"],
    ["2026-05-06", "master.20260506.idx"],
  ]);
  expect(parseIndexListing("{}")).toMatchObject({ ok: false, error: { at: "directory.item" } });
});

test.each([
  "10-K",
  "10-K/A",
  "10-KT",
  "10-Q",
  "10-Q/A",
  "10-QT",
  "20-F",
  "40-F",
  "6-K",
  "8-K",
  "8-K/A",
  "S-1",
  "S-4/A",
  "10-12B",
])("%s may bring figures", (form) => expect(mayBringFigures(form)).toBe(true));

test.each(["4", "SC 13G", "DEF 14A", "13F-HR", "NT 10-K", "3", "144", "CORRESP", "UPLOAD", "ARS", ""])(
  "%s brings none",
  (form) => expect(mayBringFigures(form)).toBe(false),
);
