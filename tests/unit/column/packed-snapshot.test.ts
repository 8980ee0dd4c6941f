import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { computeCrc32 } from "#lib/column/crc32";
import { packSnapshot, unpackSnapshot } from "#lib/column/packed-snapshot";
import { encodeSnapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { missingReasons } from "#lib/util/missing";

const info: SnapshotInfo = {
  asOf: "2026-05-05",
  sample: false,
  formulaVersion: "1",
  sources: [],
  counts: { constituents: 3 },
};

type Cell = number | (typeof missingReasons)[number] | { readonly text: string | null };

function encodeCells(rowCount: number, columns: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const isText = (cells: readonly Cell[]) => typeof cells[0] === "object";
  const builder = createTableBuilder(
    rowCount,
    columns.map((cells, index) => ({ id: `c${index}`, type: isText(cells) ? "text" : "number" })),
  );
  columns.forEach((cells, index) => {
    cells.forEach((cell, row) => {
      if (typeof cell === "number") builder.setNumber(`c${index}`, row, cell);
      else if (typeof cell === "string") builder.setMissing(`c${index}`, row, cell);
      else if (cell.text !== null) builder.setText(`c${index}`, row, cell.text);
    });
  });
  return encodeSnapshot(info, builder.build());
}

/** What filings hold (thousands, cents, shares of one), and what doubles can hold at all. */
const numberArbitrary = fc.oneof(
  fc.tuple(fc.integer(), fc.integer({ min: -12, max: 12 })).map(([digits, power]) => digits * 10 ** power),
  fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 9 })).map(([digits, power]) => digits / 10 ** power),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1, -1, 0.1, 89_492_000, 2 ** 48 - 1, 2 ** 48, 2 ** 53, 1e22, 1e23, 5e-324, Number.MAX_VALUE),
);

const fileArbitrary = fc.integer({ min: 1, max: 40 }).chain((rowCount) => {
  const fill = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: rowCount, maxLength: rowCount });
  const column: fc.Arbitrary<Cell[]> = fc.oneof(
    fill(numberArbitrary),
    fill(fc.oneof(numberArbitrary, fc.constantFrom(...missingReasons))),
    fill(fc.option(fc.string()).map((text) => ({ text }))),
  );
  return fc.array(column, { maxLength: 6 }).map((columns) => encodeCells(rowCount, columns));
});

const smallFile = encodeCells(3, [
  [{ text: "HRI" }, { text: null }, { text: "MDXG" }],
  [89_492_000, "stale", -12.5],
  [1 / 3, 0, 4_376_000_000],
]);

describe("a packed snapshot", () => {
  it("gives the very bytes of the file back", () => {
    fc.assert(
      fc.property(fileArbitrary, (file) => {
        const unpacked = unpackSnapshot(packSnapshot(file));
        if (!unpacked.ok) throw new Error(unpacked.error.message);
        expect(Buffer.compare(unpacked.value, file)).toBe(0);
      }),
    );
  });

  it("gives them back wherever file and packed form lie in memory", () => {
    for (let shift = 0; shift < 8; shift++) {
      const shiftBytes = (bytes: Uint8Array) => {
        const outer = new Uint8Array(bytes.length + 16);
        outer.set(bytes, shift);
        return outer.subarray(shift, shift + bytes.length);
      };
      const unpacked = unpackSnapshot(shiftBytes(packSnapshot(shiftBytes(smallFile))));
      expect(unpacked.ok && Buffer.compare(unpacked.value, smallFile)).toBe(0);
    }
  });

  it("says thousands in few bytes and a gap in none but its reason", () => {
    const countBytes = (...cells: Cell[]) => packSnapshot(encodeCells(cells.length, [cells])).length;
    const gaps = countBytes("stale", "stale");
    expect(countBytes("stale", 0) - gaps, "a token").toBe(1);
    expect(countBytes("stale", 89_492_000) - gaps, "a token and three bytes").toBe(4);
    expect(countBytes("stale", -0.01) - gaps, "a token and a byte").toBe(2);
    expect(countBytes("stale", 1 / 3) - gaps, "a token and the double").toBe(9);
  });

  it("is refused when it is cut anywhere or goes on", () => {
    const packed = packSnapshot(smallFile);
    for (let length = 0; length < packed.length; length++) {
      const unpacked = unpackSnapshot(packed.slice(0, length));
      expect(unpacked.ok, `cut at ${length}`).toBe(false);
    }
    const longer = new Uint8Array(packed.length + 1);
    longer.set(packed);
    expect(unpackSnapshot(longer)).toMatchObject({ ok: false, error: { code: "damaged" } });
  });

  it("is refused when it is something else, or packed in another way", () => {
    expect(unpackSnapshot(smallFile)).toMatchObject({ ok: false, error: { code: "not_a_snapshot" } });
    const packed = packSnapshot(smallFile);
    new DataView(packed.buffer).setUint32(8, 2, true);
    expect(unpackSnapshot(packed)).toEqual({
      ok: false,
      error: { code: "unsupported_version", message: "The snapshot has packing 2; this program unpacks 1." },
    });
  });

  it("takes no memory for what is only said to be there", () => {
    const packed = packSnapshot(smallFile);
    const headerLength = new DataView(packed.buffer).getUint32(12 + 12, true);
    const text = new TextDecoder().decode(packed.subarray(36, 36 + headerLength));
    const header = new TextEncoder().encode(text.replace('"rowCount":3', '"rowCount":9999999'));
    const lying = new Uint8Array(36 + header.length + 100);
    lying.set(packed.subarray(0, 36));
    lying.set(header, 36);
    const view = new DataView(lying.buffer);
    view.setUint32(24, header.length, true);
    view.setUint32(28, computeCrc32(header), true);
    const end =
      align(24 + header.length) + [2, 8, 1, 8].map((size) => align(size * 9_999_999)).reduce((sum, size) => sum + size);
    view.setUint32(32, end, true);
    expect(unpackSnapshot(lying)).toMatchObject({ ok: false, error: { code: "truncated" } });
    view.setUint32(32, end + 8, true);
    expect(unpackSnapshot(lying)).toMatchObject({ ok: false, error: { code: "damaged" } });
  });

  it("ends in bytes or in a refusal, whatever is damaged", () => {
    const packed = packSnapshot(smallFile);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: packed.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1 }),
        (changes) => {
          const damaged = packed.slice();
          for (const [index, value] of changes) damaged[index] = value;
          const unpacked = unpackSnapshot(damaged);
          if (unpacked.ok) expect(unpacked.value).toHaveLength(smallFile.length);
        },
      ),
    );
  });
});

function align(length: number): number {
  return Math.ceil(length / 8) * 8;
}
