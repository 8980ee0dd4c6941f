import { describe, expect, it } from "vitest";
import { createTableBuilder, encodeTexts } from "#lib/column/builder";
import { createColumnTable } from "#lib/column/table";
import { missingTextCode, type NumberVector } from "#lib/expr/vector";
import { getReason } from "#lib/util/missing";

describe("a table builder", () => {
  it("leaves a number that nobody set missing as not reported", () => {
    const table = createTableBuilder(2, [{ id: "revenue", type: "number" }]).build();
    const revenue = table.getVector("revenue") as NumberVector;
    expect([...revenue.values]).toEqual([Number.NaN, Number.NaN]);
    expect([...revenue.reasons].map(getReason)).toEqual(["not_reported", "not_reported"]);
  });

  it("keeps the last of a value and a reason", () => {
    const builder = createTableBuilder(2, [{ id: "revenue", type: "number" }]);
    builder.setMissing("revenue", 0, "stale");
    builder.setNumber("revenue", 0, 5);
    builder.setNumber("revenue", 1, 5);
    builder.setMissing("revenue", 1, "conflict");
    const revenue = builder.build().getVector("revenue") as NumberVector;
    expect([...revenue.values]).toEqual([5, Number.NaN]);
    expect([...revenue.reasons].map(getReason)).toEqual([null, "conflict"]);
  });

  it("turns negative zero into zero", () => {
    const builder = createTableBuilder(1, [{ id: "revenue", type: "number" }]);
    builder.setNumber("revenue", 0, -0);
    const revenue = builder.build().getVector("revenue") as NumberVector;
    expect(Object.is(revenue.values[0], 0)).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("refuses %s as a value", (value) => {
    const builder = createTableBuilder(1, [{ id: "revenue", type: "number" }]);
    expect(() => builder.setNumber("revenue", 0, value)).toThrow("not a finite number");
  });

  it("refuses a column it does not have, a column of the other type and a row outside", () => {
    const builder = createTableBuilder(1, [
      { id: "revenue", type: "number" },
      { id: "ticker", type: "text" },
    ]);
    expect(() => builder.setNumber("ebitda", 0, 1)).toThrow("ebitda");
    expect(() => builder.setNumber("ticker", 0, 1)).toThrow("ticker");
    expect(() => builder.setText("revenue", 0, "x")).toThrow("revenue");
    expect(() => builder.setNumber("revenue", 1, 1)).toThrow("row 1");
    expect(() => builder.setText("ticker", -1, "x")).toThrow("row -1");
  });

  it("refuses a column that is declared twice", () => {
    expect(() =>
      createTableBuilder(1, [
        { id: "price", type: "number" },
        { id: "price", type: "text" },
      ]),
    ).toThrow("declared twice");
  });
});

describe("text codes", () => {
  it("are the same for the same texts in another order of rows", () => {
    const one = encodeTexts(["b", null, "a", "b"]);
    const other = encodeTexts(["b", "b", "a", null]);
    expect(one.dictionary).toEqual(["a", "b"]);
    expect(other.dictionary).toEqual(one.dictionary);
    expect([...one.codes]).toEqual([1, missingTextCode, 0, 1]);
  });

  it("hold 65,535 different texts and refuseSnapshot one more", () => {
    const texts = Array.from({ length: 65_535 }, (_, index) => `t${index}`);
    expect(encodeTexts(texts).dictionary.length).toBe(65_535);
    expect(() => encodeTexts([...texts, "one more"])).toThrow("65536 different texts");
  });
});

describe("a table", () => {
  it("refuses a vector of another length", () => {
    expect(() => createColumnTable(2, [["ticker", encodeTexts(["HRI"])]])).toThrow("does not have 2 rows");
  });

  it("answers undefined for a column it does not have", () => {
    const table = createColumnTable(1, [["ticker", encodeTexts(["HRI"])]]);
    expect(table.getVector("price")).toBeUndefined();
    expect(table.columns).toEqual([{ id: "ticker", type: "text" }]);
  });
});
