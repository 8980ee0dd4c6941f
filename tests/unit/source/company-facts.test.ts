import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { readText, requireValue } from "../../support/read-fixture";

describe("parseCompanyFacts", () => {
  const file = requireValue(parseCompanyFacts(readText("ok-companyfacts.json")));
  const revenue = file.entries.filter(({ fact, unit }) => fact === "revenue" && unit === "USD");

  it("reads the company, with its CIK as a number or as text", () => {
    expect(file).toMatchObject({ cik: 1, name: "ALFA MACHINES INC", taxonomies: ["dei", "us-gaap"] });
    expect(requireValue(parseCompanyFacts(readText("ok-companyfacts-cik-text.json"))).cik).toBe(1);
  });

  it("SRC-3: keeps the first filing of a value and each later change, sorted by period", () => {
    expect(revenue.map(({ end, value, filed }) => [formatDay(end), value, formatDay(filed)])).toEqual([
      ["2023-12-31", 80, "2024-02-20"],
      ["2023-12-31", 82, "2025-02-20"],
      ["2024-12-31", 90, "2025-02-20"],
      ["2025-12-31", 100, "2026-02-20"],
    ]);
  });

  it("keeps accession, form and tag with every figure", () => {
    expect(revenue.at(-1)).toEqual({
      fact: "revenue",
      tag: "us-gaap:Revenues",
      unit: "USD",
      start: expect.any(Number),
      end: expect.any(Number),
      value: 100,
      accession: "0000000001-26-000001",
      form: "10-K",
      filed: expect.any(Number),
    });
  });

  it("SRC-3: leaves out proxies, forecasts, repeats and what it cannot read, and counts them", () => {
    expect(file.skipped).toEqual({ proxy: 1, future: 1, unit: 1, period: 1, unreadable: 2, repeated: 2 });
    expect(file.firstUnreadable).toBe("us-gaap:Revenues.USD[9]");
  });

  it("SRC-10: leaves out what is dated as filed after today, and says how much and where", () => {
    const text = readText("ok-companyfacts.json");
    const newest = Math.max(...file.entries.map(({ filed }) => filed));
    const known = requireValue(parseCompanyFacts(text, { today: newest - 1 }));
    expect(file.later).toBeNull();
    expect(known.later?.count).toBeGreaterThan(0);
    expect(known.later?.first).toMatch(/^[a-z-]+:\w+\.\w+\[\d+\]$/);
    expect(known.entries).toEqual(file.entries.filter(({ filed }) => filed < newest));
  });

  it("SRC-6: keeps figures in another currency under that currency", () => {
    expect(file.entries.find(({ unit }) => unit === "EUR")).toMatchObject({ fact: "revenue", value: 93 });
  });

  it("takes no tag that no fact knows", () => {
    expect(new Set(file.entries.map(({ fact }) => fact))).toEqual(
      new Set(["shares_outstanding", "revenue", "total_assets"]),
    );
  });

  it.each([
    ["not-ok-companyfacts-cut.json", "cut off", undefined],
    ["not-ok-companyfacts-units.json", "no list of rows", "facts.us-gaap.Revenues.units.USD"],
    ["not-ok-companyfacts-facts.json", "facts are absent", "facts"],
    ["not-ok-companyfacts-cik.json", "CIK", "cik"],
    ["not-ok-companyfacts-list.json", "not an object", "$"],
    ["not-ok-empty.csv", "empty", undefined],
    ["ok-sic.csv", "not valid JSON", undefined],
  ])("refuses %s, says what is wrong and where", (name, words, at) => {
    const parsed = parseCompanyFacts(readText(name));
    expect(parsed).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } });
    expect(!parsed.ok && parsed.error.at).toBe(at);
  });
});
