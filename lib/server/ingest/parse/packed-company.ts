import "server-only";
import type { FactEntry } from "#lib/fact/filed/entry";
import { assert } from "#lib/util/assert";

/**
 * The figures of one company in a few arrays, which pass from one thread to another without a copy. As objects, two
 * million of them take two seconds to copy.
 */
export interface PackedCompany {
  readonly cik: number;
  readonly name: string;
  /** Every text of the entries, once. */
  readonly texts: readonly string[];
  /** By entry: places in `texts` of fact, tag, unit, accession and form. */
  readonly codes: Uint16Array<ArrayBuffer>;
  /** By entry: first day (`noStart` for a balance), last day, day of filing. */
  readonly days: Int32Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
}

const noStart = -2147483648;
const codesPerEntry = 5;
const daysPerEntry = 3;
const textsMax = 65_536;

/** Null for a company with more different texts than two bytes count, which no filer comes near. */
export function packCompany(cik: number, name: string, entries: readonly FactEntry[]): PackedCompany | null {
  const codeByText = new Map<string, number>();
  const encode = (text: string): number => {
    const known = codeByText.get(text);
    if (known !== undefined) return known;
    codeByText.set(text, codeByText.size);
    return codeByText.size - 1;
  };
  const codes = new Uint16Array(entries.length * codesPerEntry);
  const days = new Int32Array(entries.length * daysPerEntry);
  const values = new Float64Array(entries.length);
  for (const [at, { fact, tag, unit, accession, form, start, end, filed, value }] of entries.entries()) {
    let code = at * codesPerEntry;
    for (const text of [fact, tag, unit, accession, form]) {
      codes[code] = encode(text);
      code += 1;
    }
    const day = at * daysPerEntry;
    days[day] = start ?? noStart;
    days[day + 1] = end;
    days[day + 2] = filed;
    values[at] = value;
  }
  return codeByText.size > textsMax ? null : { cik, name, texts: [...codeByText.keys()], codes, days, values };
}

/** The entries as they were packed. */
export function unpackEntries({ texts, codes, days, values }: PackedCompany): readonly FactEntry[] {
  const readText = (place: number): string => {
    const text = texts[codes[place] ?? -1];
    assert(text !== undefined, "a packed figure has its texts");
    return text;
  };
  return Array.from(values, (value, at): FactEntry => {
    const code = at * codesPerEntry;
    const day = at * daysPerEntry;
    const start = days[day] ?? noStart;
    return {
      fact: readText(code),
      tag: readText(code + 1),
      unit: readText(code + 2),
      start: start === noStart ? null : start,
      end: days[day + 1] ?? 0,
      value,
      accession: readText(code + 3),
      form: readText(code + 4),
      filed: days[day + 2] ?? 0,
    };
  });
}
