import fc from "fast-check";
import { expect, test } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import { dropSuperseded, type StoredEntry, selectNewEntries } from "#lib/server/db/history/fact-merge";

function makeEntry(change: Partial<FactEntry>): FactEntry {
  const base = { fact: "revenue", tag: "us-gaap:Revenues", unit: "USD", start: 1, end: 90, value: 5, form: "10-Q" };
  return { ...base, accession: "a", filed: 100, ...change };
}

const store = (entries: readonly FactEntry[], runId: number): readonly StoredEntry[] =>
  entries.map((entry) => ({ ...entry, runId }));

const first = makeEntry({ accession: "a", filed: 100, value: 5 });
const repeated = makeEntry({ accession: "b", filed: 190, value: 5 });
const restated = makeEntry({ accession: "c", filed: 280, value: 6 });
const restored = makeEntry({ accession: "d", filed: 370, value: 5 });

test("a figure that a later filing repeats is left out, the first report and each change stay", () => {
  expect(selectNewEntries([], [restored, restated, repeated, first])).toEqual([first, restated, restored]);
});

test("what is stored already is not stored again", () => {
  expect(selectNewEntries([first, restated], [first, repeated, restated])).toEqual([]);
  expect(selectNewEntries([first], [first, repeated, restated])).toEqual([restated]);
});

test("an older filing that arrives late brings back the repetition that it makes meaningful", () => {
  const between = makeEntry({ accession: "ab", filed: 150, value: 9 });
  expect(selectNewEntries([first], [first, between, repeated])).toEqual([between, repeated]);
});

test("periods are kept apart, also a balance and a flow that end on the same day", () => {
  const balance = makeEntry({ start: null, accession: "b", filed: 190 });
  const shorter = makeEntry({ start: 30, accession: "b", filed: 190 });
  expect(selectNewEntries([first], [balance, shorter])).toEqual(expect.arrayContaining([balance, shorter]));
});

test("a filing that says two things about one period keeps both, and counts as a change", () => {
  const other = makeEntry({ accession: "b", filed: 190, value: 7 });
  expect(selectNewEntries([], [first, repeated, other])).toEqual([first, repeated, other]);
  expect(selectNewEntries([first, repeated, other], [first, repeated, other])).toEqual([]);
  const settled = makeEntry({ accession: "c", filed: 280, value: 5 });
  expect(selectNewEntries([first, repeated, other], [first, repeated, other, settled])).toEqual([settled]);
});

test("a filing read anew with another figure supersedes what an earlier run read, also back to the first figure", () => {
  const corrected = makeEntry({ value: 8 });
  expect(selectNewEntries([first], [corrected])).toEqual([corrected]);
  const stored = [...store([first], 1), ...store([corrected], 2)];
  expect(dropSuperseded(stored)).toEqual(store([corrected], 2));
  expect(selectNewEntries(dropSuperseded(stored), [first])).toEqual([first]);
});

test("a filing read anew that now repeats the one before it is stored, or its old figure would stand", () => {
  const misread = makeEntry({ accession: "b", filed: 190, value: 7 });
  expect(selectNewEntries([first, misread], [first, repeated])).toEqual([repeated]);
});

test("a filing read anew with one figure more supersedes as a whole", () => {
  const more = makeEntry({ value: 8 });
  const fresh = selectNewEntries([first], [first, more]);
  expect(fresh).toEqual([first, more]);
  expect(dropSuperseded([...store([first], 1), ...store(fresh, 2)])).toEqual(store(fresh, 2));
});

const filings = fc.array(
  fc.record({ filed: fc.integer({ min: 0, max: 8 }), accession: fc.constantFrom("a", "b", "c") }),
  { maxLength: 12 },
);
const figure = fc.record({ end: fc.constantFrom(90, 180), value: fc.integer({ min: 0, max: 2 }) });
const histories = filings.chain((list) =>
  fc
    .array(fc.tuple(figure, fc.nat(Math.max(list.length - 1, 0))), { maxLength: list.length === 0 ? 0 : 25 })
    .map((picked) => picked.map(([{ end, value }, index]) => makeEntry({ start: null, end, value, ...list[index] }))),
);

/** What the newest filing on or before the day says about a period: the figures, smallest first. */
function readAsOf(entries: readonly FactEntry[], end: number, day: number): readonly number[] {
  const known = entries.filter((entry) => entry.end === end && entry.filed <= day);
  const newest = known.reduce(
    (best, entry) => (`${entry.filed} ${entry.accession}` > best ? `${entry.filed} ${entry.accession}` : best),
    "",
  );
  const figures = known.filter((entry) => `${entry.filed} ${entry.accession}` === newest).map(({ value }) => value);
  return [...new Set(figures)].sort();
}

test("what is left out changes no figure at any date, and storing the same again stores nothing", () => {
  fc.assert(
    fc.property(histories, (entries) => {
      const kept = selectNewEntries([], entries);
      for (const end of [90, 180]) {
        for (let day = 0; day <= 9; day++) expect(readAsOf(kept, end, day)).toEqual(readAsOf(entries, end, day));
      }
      expect(selectNewEntries(kept, entries)).toEqual([]);
    }),
  );
});

test("a history that arrives in parts, each with all that was filed before, says what it says at once", () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 8 }), (entries, cut) => {
      const early = selectNewEntries(
        [],
        entries.filter(({ filed }) => filed <= cut),
      );
      const late = selectNewEntries(early, entries);
      expect([...early, ...late]).toHaveLength(selectNewEntries([], entries).length);
      for (const end of [90, 180]) expect(readAsOf([...early, ...late], end, 9)).toEqual(readAsOf(entries, end, 9));
    }),
  );
});

test("what is selected of a period that nothing is stored of keeps every change from one filing to the next", () => {
  const entry = fc.record({
    accession: fc.constantFrom("a", "b", "c", "d", "e"),
    value: fc.constantFrom(1, 2, 3),
    end: fc.constantFrom(90, 180),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (changes) => {
      const entries = changes.map((change) => makeEntry({ ...change, filed: change.accession.charCodeAt(0) }));
      const selected = selectNewEntries([], entries);
      for (const end of [90, 180]) {
        const said = (of: readonly FactEntry[]) => {
          const byFiling = new Map<string, Set<number>>();
          for (const { accession, value } of of.filter((one) => one.end === end)) {
            byFiling.set(accession, (byFiling.get(accession) ?? new Set()).add(value));
          }
          return [...byFiling].sort(([left], [right]) => (left < right ? -1 : 1));
        };
        const names = (values: ReadonlySet<number>) => [...values].sort().join();
        const changed = said(entries).filter(
          ([, values], at, all) => at === 0 || names(values) !== names(all[at - 1]?.[1] ?? new Set()),
        );
        expect(said(selected).map(([accession, values]) => [accession, names(values)])).toEqual(
          changed.map(([accession, values]) => [accession, names(values)]),
        );
      }
    }),
  );
});
