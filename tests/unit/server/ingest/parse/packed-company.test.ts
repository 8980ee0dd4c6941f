import fc from "fast-check";
import { expect, test } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import { packCompany, unpackEntries } from "#lib/server/ingest/parse/packed-company";
import { readAhead } from "#lib/server/ingest/read/read-ahead";

const day = fc.integer({ min: -25_567, max: 84_000 });
const entry: fc.Arbitrary<FactEntry> = fc.record({
  fact: fc.constantFrom("revenue", "equity"),
  tag: fc.string(),
  unit: fc.constantFrom("USD", "shares"),
  start: fc.option(day),
  end: day,
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  accession: fc.string(),
  form: fc.constantFrom("10-K", "10-Q"),
  filed: day,
});

test("figures come out of the other thread's arrays as they went in, to the last bit", () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const packed = packCompany(7, "Company", entries);
      expect(packed && unpackEntries(packed)).toEqual(entries);
    }),
  );
});

test("a company with more texts than two bytes count is refused, not cut", () => {
  const base = { fact: "revenue", tag: "t", unit: "USD", start: 1, end: 2, value: 1, form: "10-K", filed: 3 };
  const entries = Array.from({ length: 70_000 }, (_, index) => ({ ...base, accession: String(index) }));
  expect(packCompany(7, "Company", entries)).toBeNull();
});

test("items come in their order, with no more under way than asked for, whichever ends first", async () => {
  let underWay = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    underWay += 1;
    most = Math.max(most, underWay);
    for (let turn = 0; turn < (item * 7) % 5; turn += 1) await Promise.resolve();
    underWay -= 1;
    return item * 2;
  };
  const outputs: number[] = [];
  const items = Array.from({ length: 20 }, (_, index) => index);
  for await (const { output } of readAhead(items, 3, work)) outputs.push(output);
  expect(outputs).toEqual(items.map((item) => item * 2));
  expect(most).toBeLessThanOrEqual(3);
});

test("a failure is thrown at its place, after what came before it", async () => {
  const seen: number[] = [];
  const work = async (item: number) => {
    if (item === 2) throw new Error("broken");
    return item;
  };
  const run = async () => {
    for await (const { output } of readAhead([0, 1, 2, 3], 4, work)) seen.push(output);
  };
  await expect(run()).rejects.toThrow("broken");
  expect(seen).toEqual([0, 1]);
});
