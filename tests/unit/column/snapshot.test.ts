import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { computeCrc32 } from "#lib/column/crc32";
import { decodeSnapshot, encodeSnapshot, readSnapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { type ColumnTable, createColumnTable } from "#lib/column/table";
import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { missingReasons } from "#lib/util/missing";

const info: SnapshotInfo = {
  asOf: "2026-05-05",
  sample: false,
  formulaVersion: "1",
  sources: [{ name: "IWM_2026-05-05.csv", kind: "holdings", asOf: "2026-05-05", records: 3 }],
  counts: { constituents: 3, companies_with_filings: 1 },
};

function buildSmallTable(): ColumnTable {
  const builder = createTableBuilder(3, [
    { id: "ticker", type: "text" },
    { id: "sector", type: "text" },
    { id: "price", type: "number" },
    { id: "revenue[-1]", type: "number" },
  ]);
  ["HRI", "MDXG", "MOGA"].forEach((ticker, row) => {
    builder.setText("ticker", row, ticker);
    builder.setNumber("price", row, 10 + row / 3);
  });
  builder.setText("sector", 0, "Industrials");
  builder.setText("sector", 2, "Industrials");
  builder.setNumber("revenue[-1]", 0, 3.568e9);
  builder.setMissing("revenue[-1]", 2, "stale");
  return builder.build();
}

function readCells(table: ColumnTable): unknown {
  return table.columns.map(({ id, type }) => {
    const vector = table.getVector(id) as NumberVector | TextVector;
    return vector.type === "number"
      ? { id, type, values: [...vector.values], reasons: [...vector.reasons] }
      : {
          id,
          type,
          texts: [...vector.codes].map((code) => (code === missingTextCode ? null : vector.dictionary[code])),
        };
  });
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The same bytes with another header text, its length and checksum made to fit. */
function replaceHeader(bytes: Uint8Array, change: (header: string) => string): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(12, true);
  const header = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(24, 24 + length))));
  const body = bytes.subarray(Math.ceil((24 + length) / 8) * 8);
  const start = Math.ceil((24 + header.length) / 8) * 8;
  const changed = new Uint8Array(start + body.length);
  changed.set(bytes.subarray(0, 24));
  changed.set(header, 24);
  changed.set(body, start);
  const preamble = new DataView(changed.buffer);
  preamble.setUint32(12, header.length, true);
  preamble.setUint32(16, computeCrc32(header), true);
  preamble.setUint32(20, changed.length, true);
  return changed;
}

const tableArbitrary: fc.Arbitrary<ColumnTable> = fc.integer({ min: 0, max: 40 }).chain((rowCount) => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(...missingReasons),
    fc.constantFrom(0, -0, Number.MAX_VALUE, Number.MIN_VALUE),
  );
  const column = fc.oneof(
    fc.array(number, { minLength: rowCount, maxLength: rowCount }),
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: rowCount, maxLength: rowCount }),
    fc
      .array(fc.option(fc.string({ unit: "grapheme" })), { minLength: rowCount, maxLength: rowCount })
      .map((texts) => ({ texts })),
  );
  return fc.array(column, { maxLength: 8 }).map((columns) => {
    const builder = createTableBuilder(
      rowCount,
      columns.map((cells, index) => ({ id: `c${index}`, type: "texts" in cells ? "text" : "number" })),
    );
    columns.forEach((cells, index) => {
      const id = `c${index}`;
      if ("texts" in cells) {
        cells.texts.forEach((text, row) => {
          if (text !== null) builder.setText(id, row, text);
        });
        return;
      }
      cells.forEach((cell, row) => {
        if (typeof cell === "number") builder.setNumber(id, row, cell);
        else builder.setMissing(id, row, cell);
      });
    });
    return builder.build();
  });
});

describe("a snapshot", () => {
  it("gives back every cell, every reason and its info", () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const decoded = decodeSnapshot(encodeSnapshot(info, table));
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(readCells(decoded.value.table)).toEqual(readCells(table));
        expect(decoded.value.table.rowCount).toBe(table.rowCount);
        expect(decoded.value.info).toEqual(info);
      }),
    );
  });

  it("has the same bytes for the same input, and after decoding and encoding again", () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const bytes = encodeSnapshot(info, table);
        const shuffled = { ...info, counts: Object.fromEntries(Object.entries(info.counts).reverse()) };
        expect(hash(encodeSnapshot(shuffled, table))).toBe(hash(bytes));
        const decoded = decodeSnapshot(bytes);
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(hash(encodeSnapshot(decoded.value.info, decoded.value.table))).toBe(hash(bytes));
      }),
    );
  });

  it("has the same bytes whatever bits a NaN was made of", () => {
    const odd = new Float64Array(new BigUint64Array([0xfff8_0000_dead_beefn]).buffer);
    const encode = (values: Float64Array) =>
      encodeSnapshot(info, createColumnTable(1, [["price", { type: "number", values, reasons: Uint8Array.of(1) }]]));
    expect(hash(encode(odd))).toBe(hash(encode(Float64Array.of(Number.NaN))));
  });

  it("is read as views of the file's own buffer", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const decoded = decodeSnapshot(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const price = decoded.value.table.getVector("price") as NumberVector;
    expect(price.values.buffer).toBe(bytes.buffer);
    expect((decoded.value.table.getVector("ticker") as TextVector).codes.buffer).toBe(bytes.buffer);
  });

  it("is read from the middle of another buffer at any address", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    for (let shift = 0; shift < 16; shift++) {
      const outer = new Uint8Array(bytes.length + 32);
      outer.set(bytes, shift);
      const decoded = decodeSnapshot(outer.subarray(shift, shift + bytes.length));
      if (!decoded.ok) throw new Error(decoded.error.message);
      expect(readCells(decoded.value.table)).toEqual(readCells(buildSmallTable()));
    }
  });

  it("stores no column of reasons where every row is known", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const header = new TextDecoder().decode(bytes.subarray(24, 24 + new DataView(bytes.buffer).getUint32(12, true)));
    expect(header).toContain('{"id":"price","type":"number","reasons":false}');
    expect(header).toContain('{"id":"revenue[-1]","type":"number","reasons":true}');
  });

  it("is refused when it is cut anywhere, even without its hash", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    for (let length = 0; length < bytes.length; length++) {
      const decoded = decodeSnapshot(bytes.slice(0, length));
      expect(decoded.ok, `cut at ${length}`).toBe(false);
      if (!decoded.ok) expect(decoded.error.code).toBe("truncated");
    }
  });

  it("is refused when bytes follow it", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    expect(decodeSnapshot(longer)).toMatchObject({ ok: false, error: { code: "damaged" } });
  });

  it("is refused when any bit of preamble or header is flipped, even without its hash", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const end = 24 + new DataView(bytes.buffer).getUint32(12, true);
    for (let index = 0; index < end; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = bytes.slice();
        damaged[index] = (damaged[index] ?? 0) ^ (1 << bit);
        expect(decodeSnapshot(damaged).ok, `bit ${bit} of byte ${index}`).toBe(false);
      }
    }
  });

  it("is refused when any byte is changed and its hash is checked", async () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const expected = hash(bytes);
    expect((await readSnapshot(bytes, expected)).ok).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (index, change) => {
          const damaged = bytes.slice();
          damaged[index] = (damaged[index] ?? 0) ^ change;
          expect((await readSnapshot(damaged, expected)).ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never becomes a table with a number that is not finite or a text that does not exist, whatever is damaged", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    const bodyStart = Math.ceil((24 + new DataView(bytes.buffer).getUint32(12, true)) / 8) * 8;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: bodyStart, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }))),
        (changes) => {
          const damaged = bytes.slice();
          for (const [index, value] of changes) damaged[index] = value;
          const decoded = decodeSnapshot(damaged);
          if (!decoded.ok) return;
          for (const { id } of decoded.value.table.columns) {
            const vector = decoded.value.table.getVector(id);
            if (vector?.type === "number") {
              vector.values.forEach((value, row) => {
                expect(Number.isFinite(value)).toBe(vector.reasons[row] === 0);
              });
            } else {
              for (const code of vector?.codes ?? []) {
                expect(code === missingTextCode || vector?.dictionary[code] !== undefined).toBe(true);
              }
            }
          }
        },
      ),
    );
  });

  it("is refused by bytes that are something else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeSnapshot(Uint8Array.from(bytes)).ok).toBe(false);
      }),
    );
  });

  it("is refused with the version named when the layout is another one", () => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    new DataView(bytes.buffer).setUint32(8, 2, true);
    expect(decodeSnapshot(bytes)).toEqual({
      ok: false,
      error: { code: "unsupported_version", message: "The snapshot has version 2; this program reads 1." },
    });
  });

  it.each([
    ["the longest that the field can say", 0xffffffff],
    ["longer than the file", 100_000],
    ["none", 0],
  ])("is refused when its header is said to be %s", (_, length) => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    new DataView(bytes.buffer).setUint32(12, length, true);
    expect(decodeSnapshot(bytes)).toMatchObject({ ok: false, error: { code: "damaged" } });
  });

  it.each([
    ["another row count", (header: string) => header.replace('"rowCount":3', '"rowCount":4')],
    ["a row count beyond all memory", (header: string) => header.replace('"rowCount":3', '"rowCount":9999999')],
    ["a negative row count", (header: string) => header.replace('"rowCount":3', '"rowCount":-3')],
    ["a column of an unknown type", (header: string) => header.replace('"type":"text"', '"type":"date"')],
    ["a column that comes twice", (header: string) => header.replace('"id":"price"', '"id":"revenue[-1]"')],
    ["a column id that is none", (header: string) => header.replace('"id":"price"', '"id":"__proto__"')],
    ["a shorter dictionary", (header: string) => header.replace('"HRI",', "")],
    ["a key nobody knows", (header: string) => header.replace('"sample"', '"simple"')],
    ["reasons taken away", (header: string) => header.replace('"reasons":true', '"reasons":false')],
    ["JSON that stops", (header: string) => header.slice(0, -5)],
    ["no object", () => "null"],
  ])("is refused when a well-summed header has %s", (_, change) => {
    const bytes = encodeSnapshot(info, buildSmallTable());
    expect(decodeSnapshot(replaceHeader(bytes, (header) => header)).ok).toBe(true);
    const decoded = decodeSnapshot(replaceHeader(bytes, change));
    expect(decoded).toMatchObject({ ok: false, error: { code: "damaged" } });
  });

  it.each([
    ['"rowCount":3', '"rowCount":-3', "not valid at rowCount: expected a count of 0 or more."],
    ['"rowCount":3', '"rowCount":"3"', "not valid at rowCount: expected a whole number."],
    ['"type":"text"', '"type":"date"', 'expected a column of type "number" or "text".'],
    ['"id":"price"', '"id":"__proto__"', "expected a column id."],
    ['"sample"', '"simple":1,"sample"', "not valid at its top: unknown key simple."],
    ['"sample"', '"simple"', "not valid at sample: expected true or false."],
  ])("says where a header is wrong and what was expected (%s made %s)", (before, after, message) => {
    const bytes = replaceHeader(encodeSnapshot(info, buildSmallTable()), (header) => header.replace(before, after));
    const decoded = decodeSnapshot(bytes);
    expect(decoded.ok ? "" : decoded.error.message).toContain(message);
  });

  it("is not written when a number has no reason to be missing", () => {
    const table = createColumnTable(1, [
      ["price", { type: "number", values: Float64Array.of(Number.NaN), reasons: Uint8Array.of(0) }],
    ]);
    expect(() => encodeSnapshot(info, table)).toThrow("row 0 of column price");
  });
});
